package dev.winnow.velocity.domain;

/** How alike two short texts are, up to slips of the pen. Pure. */
final class Slips {
    /** Words longer than this are compared by their beginning. */
    private static final int LONGEST = 64;

    private Slips() {}

    /** 1 less the share of letters that were changed, left out, added or exchanged; 0 to 1. */
    static double alike(String a, String b) {
        if (a.equals(b)) {
            return 1;
        }
        int longest = Math.min(LONGEST, Math.max(a.length(), b.length()));
        return longest == 0 ? 0 : Math.max(0, 1 - (double) distance(a, b) / longest);
    }

    /** Letters changed, left out, added, or exchanged with their neighbour. */
    static int distance(String first, String second) {
        String a = first.substring(0, Math.min(LONGEST, first.length()));
        String b = second.substring(0, Math.min(LONGEST, second.length()));
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int best = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + change);
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    best = Math.min(best, beforeLast[j - 2] + 1);
                }
                row[j] = best;
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return last[b.length()];
    }
}
