package dev.winnow.messaging;

/** NATS subjects and their wildcards. */
final class Subjects {
    private Subjects() {}

    /** Whether a subject without wildcards matches a pattern with {@code *} and {@code >}. */
    static boolean matches(String pattern, String subject) {
        String[] want = pattern.split("\\.", -1);
        String[] have = subject.split("\\.", -1);
        for (int i = 0; i < want.length; i++) {
            if (want[i].equals(">")) {
                return have.length > i;
            }
            if (i >= have.length || !(want[i].equals("*") || want[i].equals(have[i]))) {
                return false;
            }
        }
        return want.length == have.length;
    }
}
