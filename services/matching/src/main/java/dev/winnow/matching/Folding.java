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
        int n = word.length();
        char[] out = new char[n];
        int size = 0;
        for (int i = 0; i < n; ) {
            int taken = group(word, i, n, out, size);
            if (taken == 0) {
                out[size] = single(word, i, n);
                taken = 1;
            }
            i += taken;
            boolean again = size > 0 && out[size] == out[size - 1] && Character.isLetter(out[size]);
            size += again ? 0 : 1;
        }
        return new String(out, 0, size);
    }

    /** Several letters for one sound; how many were taken, or none. */
    private static int group(String w, int i, int n, char[] out, int at) {
        char b = i + 1 < n ? w.charAt(i + 1) : 0;
        char c = i + 2 < n ? w.charAt(i + 2) : 0;
        switch (w.charAt(i)) {
            case 't' -> {
                if (b == 's' && c == 'c' && i + 3 < n && w.charAt(i + 3) == 'h') {
                    return put(out, at, 'C', 4);
                }
                if (b == 'c' && c == 'h') {
                    return put(out, at, 'C', 3);
                }
                if (b == 'h') {
                    return put(out, at, 't', 2);
                }
            }
            case 's' -> {
                if (b == 'c' && c == 'h') {
                    return put(out, at, 'S', 3);
                }
                if (b == 'h') {
                    return put(out, at, 'S', 2);
                }
            }
            case 'c' -> {
                if (b == 'h') {
                    return put(out, at, 'C', 2);
                }
                if (b == 'k') {
                    return put(out, at, 'k', 2);
                }
            }
            case 'd' -> {
                if (b == 'j') {
                    return put(out, at, 'j', 2);
                }
                if (b == 'z' && c == 'h') {
                    return put(out, at, 'j', 3);
                }
                if (b == 'h') {
                    return put(out, at, 'd', 2);
                }
            }
            case 'k' -> {
                if (b == 'h') {
                    return put(out, at, 'h', 2);
                }
            }
            case 'g' -> {
                if (b == 'h') {
                    return put(out, at, 'g', 2);
                }
            }
            case 'z' -> {
                if (b == 'h') {
                    return put(out, at, 'j', 2);
                }
            }
            case 'p' -> {
                if (b == 'h') {
                    return put(out, at, 'f', 2);
                }
            }
            case 'o' -> {
                if (b == 'u' || b == 'o') {
                    return put(out, at, 'u', 2);
                }
            }
            case 'e' -> {
                if (b == 'e') {
                    return put(out, at, 'i', 2);
                }
                if (b == 'y' || b == 'i' || (b == 'j' && !vowel(c))) {
                    return put(out, at, 'e', 2);
                }
            }
            case 'a' -> {
                if ((b == 'y' || b == 'i' || b == 'j') && !vowel(c)) {
                    return put(out, at, 'e', 2);
                }
            }
            case 'i' -> {
                if (b == 'e' || b == 'y' || (b == 'j' && !vowel(c))) {
                    return put(out, at, 'i', 2);
                }
            }
            case 'y' -> {
                if (b == 'y' || b == 'e') {
                    return put(out, at, b == 'e' ? 'e' : 'i', 2);
                }
            }
            default -> {}
        }
        return 0;
    }

    private static int put(char[] out, int at, char sound, int taken) {
        out[at] = sound;
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

    /** The consonants of a folded word, without those that are half vowels. */
    static String skeleton(String folded) {
        char[] out = new char[folded.length()];
        int size = 0;
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (!vowel(c) && c != 'v' && (size == 0 || out[size - 1] != c)) {
                out[size++] = c;
            }
        }
        return new String(out, 0, size);
    }

    static boolean vowel(char c) {
        return switch (c) {
            case 'a', 'e', 'i', 'o', 'u', 'y' -> true;
            default -> false;
        };
    }
}
