package dev.winnow.velocity.domain;

/**
 * What is left of a word when the letters that are most often mistaken are left out: its first
 * letter and the consonants, with those that sound alike made one. Pure.
 */
final class Skeleton {
    private static final int LONGEST = 8;

    private Skeleton() {}

    /** Of a word in small Latin letters; digits stay as they are. */
    static String of(String word) {
        StringBuilder skeleton = new StringBuilder();
        char last = 0;
        for (int i = 0; i < word.length() && skeleton.length() < LONGEST; i++) {
            char sound = sound(word, i);
            if (sound != 0 && sound != last) {
                skeleton.append(sound);
            }
            last = sound;
        }
        return skeleton.toString();
    }

    private static char sound(String word, int i) {
        char c = word.charAt(i);
        return switch (c) {
            case 'a', 'e', 'i', 'o', 'u' -> i == 0 ? 'a' : 0;
            case 'h', 'w' -> i == 0 ? c : 0;
            case 'j', 'y' -> i == 0 ? 'j' : 0;
            case 'c', 'k', 'q', 'g', 'x' -> 'k';
            case 's', 'z' -> 's';
            case 'd', 't' -> 't';
            case 'b', 'p', 'f', 'v' -> 'p';
            case 'm', 'n' -> 'n';
            case 'l', 'r' -> c;
            default -> Character.isLetterOrDigit(c) ? c : 0;
        };
    }
}
