package dev.winnow.messaging;

/**
 * Where copies of events go that are meant for one durable consumer only: {@code
 * replay.<durable>.<original subject>}, in the original's stream. The last token, the key, is the
 * original's.
 */
final class ReplaySubject {
    private static final String PREFIX = "replay.";

    private ReplaySubject() {}

    static String of(String durable, String original) {
        return PREFIX + durable + "." + original;
    }

    /** Whether it is a copy for this consumer. */
    static boolean isFor(String durable, String subject) {
        return subject.startsWith(PREFIX) && subject.startsWith(durable + ".", PREFIX.length());
    }

    /** Whether it is a copy for any consumer. */
    static boolean isAny(String subject) {
        return subject.startsWith(PREFIX);
    }

    /** The original's subject; of an original its own. */
    static String original(String durable, String subject) {
        return isFor(durable, subject)
                ? subject.substring(PREFIX.length() + durable.length() + 1)
                : subject;
    }
}
