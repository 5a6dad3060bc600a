package dev.winnow.velocity.domain;

import java.util.List;

/** How alike two addresses, or names, are by their words in whatever order. Pure. */
final class WordsInCommon {
    /** Words that are less alike than this are different words. */
    private static final double FLOOR = 0.7;

    /** In shorter words one letter makes another one, and a number has to be the same. */
    private static final int SHORTEST_FUZZY = 4;

    private WordsInCommon() {}

    /** The letters of the words that both have, of all letters of both; 0 to 1. */
    static double share(List<String> a, List<String> b) {
        boolean[] taken = new boolean[b.size()];
        double common = 0;
        double all = 0;
        for (String word : a) {
            all += weight(word);
            int best = -1;
            double bestAlike = 0;
            for (int j = 0; j < b.size(); j++) {
                double alike = taken[j] ? 0 : similar(word, b.get(j));
                if (alike > bestAlike) {
                    best = j;
                    bestAlike = alike;
                }
            }
            if (best >= 0) {
                taken[best] = true;
                common += bestAlike * (weight(word) + weight(b.get(best)));
            }
        }
        for (String word : b) {
            all += weight(word);
        }
        return all == 0 ? 0 : common / all;
    }

    /** A house number says as much as a word. */
    private static double weight(String word) {
        return Character.isDigit(word.charAt(0)) ? 4 : Math.min(word.length(), 8);
    }

    private static double similar(String a, String b) {
        if (a.equals(b)) {
            return 1;
        }
        if (a.length() < SHORTEST_FUZZY
                || b.length() < SHORTEST_FUZZY
                || Character.isDigit(a.charAt(0))) {
            return 0;
        }
        double alike = Slips.alike(a, b);
        return alike < FLOOR ? 0 : alike;
    }
}
