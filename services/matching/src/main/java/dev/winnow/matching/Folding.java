package dev.winnow.matching;

/**
 * Spellings that are one sound become one: what is left of a Latin word when its writer's language
 * no longer matters much. Upper case letters stand for the sounds that Latin writes with several:
 * {@code C} as in church, {@code S} as in shah. Pure.
 */
final class Folding {
    private Folding() {}

    /** As Mohammed, Mohamed; Sergey, Sergei, Sergej; Qaddafi, Kaddafi; Yousuf, Yusuf. */
    static String fold(String word) {
        StringBuilder out = new StringBuilder(word.length());
        int n = word.length();
        for (int i = 0; i < n; ) {
            int taken = group(word, i, n, out);
            if (taken == 0) {
                out.append(single(word, i, n));
                taken = 1;
            }
            i += taken;
            undouble(out);
        }
        return out.isEmpty() ? word : out.toString();
    }

    /** Several letters for one sound; how many were taken, or none. */
    private static int group(String w, int i, int n, StringBuilder out) {
        char b = i + 1 < n ? w.charAt(i + 1) : 0;
        char c = i + 2 < n ? w.charAt(i + 2) : 0;
        switch (w.charAt(i)) {
            case 't' -> {
                if (b == 's' && c == 'c' && i + 3 < n && w.charAt(i + 3) == 'h') {
                    return put(out, 'C', 4);
                }
                if (b == 'c' && c == 'h') {
                    return put(out, 'C', 3);
                }
                if (b == 'h') {
                    return put(out, 't', 2);
                }
            }
            case 's' -> {
                if (b == 'c' && c == 'h') {
                    return put(out, 'S', 3);
                }
                if (b == 'h') {
                    return put(out, 'S', 2);
                }
            }
            case 'c' -> {
                if (b == 'h') {
                    return put(out, 'C', 2);
                }
                if (b == 'k') {
                    return put(out, 'k', 2);
                }
            }
            case 'd' -> {
                if (b == 'j') {
                    return put(out, 'j', 2);
                }
                if (b == 'z' && c == 'h') {
                    return put(out, 'j', 3);
                }
                if (b == 'h') {
                    return put(out, 'd', 2);
                }
            }
            case 'k' -> {
                if (b == 'h') {
                    return put(out, 'h', 2);
                }
            }
            case 'g' -> {
                if (b == 'h') {
                    return put(out, 'g', 2);
                }
            }
            case 'z' -> {
                if (b == 'h') {
                    return put(out, 'j', 2);
                }
            }
            case 'p' -> {
                if (b == 'h') {
                    return put(out, 'f', 2);
                }
            }
            case 'o' -> {
                if (b == 'u' || b == 'o') {
                    return put(out, 'u', 2);
                }
            }
            case 'e' -> {
                if (b == 'e') {
                    return put(out, 'i', 2);
                }
                if (b == 'y' || b == 'i' || (b == 'j' && !vowel(c))) {
                    return put(out, 'e', 2);
                }
            }
            case 'a' -> {
                if ((b == 'y' || b == 'i' || b == 'j') && !vowel(c)) {
                    return put(out, 'e', 2);
                }
            }
            case 'i' -> {
                if (b == 'e' || b == 'y' || (b == 'j' && !vowel(c))) {
                    return put(out, 'i', 2);
                }
            }
            case 'y' -> {
                if (b == 'y' || b == 'e') {
                    return put(out, b == 'e' ? 'e' : 'i', 2);
                }
            }
            default -> {}
        }
        return 0;
    }

    private static int put(StringBuilder out, char sound, int taken) {
        out.append(sound);
        return taken;
    }

    private static char single(String w, int i, int n) {
        char c = w.charAt(i);
        char next = i + 1 < n ? w.charAt(i + 1) : 0;
        return switch (c) {
            case 'q' -> 'k';
            case 'c' -> next == 'e' || next == 'i' || next == 'y' ? 's' : 'k';
            case 'w' -> 'v';
            case 'y' -> 'i';
            default -> c;
        };
    }

    private static void undouble(StringBuilder out) {
        int n = out.length();
        if (n > 1
                && out.charAt(n - 1) == out.charAt(n - 2)
                && Character.isLetter(out.charAt(n - 1))) {
            out.setLength(n - 1);
        }
    }

    /** The consonants of a folded word, without those that are half vowels. */
    static String skeleton(String folded) {
        StringBuilder out = new StringBuilder(folded.length());
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (!vowel(c) && c != 'v' && (out.isEmpty() || out.charAt(out.length() - 1) != c)) {
                out.append(c);
            }
        }
        return out.toString();
    }

    static boolean vowel(char c) {
        return switch (c) {
            case 'a', 'e', 'i', 'o', 'u', 'y' -> true;
            default -> false;
        };
    }
}
