package dev.winnow.messaging.config;

import java.util.Collection;

/** The known name that a misspelled one most likely stands for. */
final class Suggestion {
    private Suggestion() {}

    /** {@code "; did you mean …?"}, or nothing when no name is near. */
    static String among(String given, Collection<String> known) {
        String best = "";
        int distance = Math.max(3, given.length() / 3) + 1;
        for (String name : known) {
            int d = distance(given, name);
            if (d < distance) {
                distance = d;
                best = name;
            }
        }
        return best.isEmpty() ? "" : "; did you mean " + best + "?";
    }

    /** Levenshtein's edit distance, row by row. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(above, row[j - 1]) + 1, diagonal + change);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
