package dev.winnow.matching;

/** The Jaro-Winkler similarity, for short words and without garbage. Pure. */
final class JaroWinkler {
    private static final double PREFIX_SCALE = 0.1;
    private static final int LONGEST_PREFIX = 4;

    /** Winkler's boost is only for words that are alike already. */
    private static final double BOOST_FROM = 0.7;

    /** Words are compared by their first characters only, one bit for each in a long. */
    private static final int LONGEST = 64;

    private JaroWinkler() {}

    /** 0 to 1; the same whichever word comes first. */
    static double similarity(String a, String b) {
        if (a.equals(b)) {
            return 1;
        }
        boolean swap = a.length() > b.length() || (a.length() == b.length() && a.compareTo(b) > 0);
        double jaro = swap ? jaro(b, a) : jaro(a, b);
        if (jaro < BOOST_FROM) {
            return jaro;
        }
        return jaro + PREFIX_SCALE * commonPrefix(a, b) * (1 - jaro);
    }

    private static double jaro(String shorter, String longer) {
        int m = Math.min(shorter.length(), LONGEST);
        int n = Math.min(longer.length(), LONGEST);
        int range = Math.max(n / 2 - 1, 0);
        long inShorter = 0;
        long inLonger = 0;
        int matches = 0;
        for (int i = 0; i < m; i++) {
            int end = Math.min(i + range + 1, n);
            for (int j = Math.max(i - range, 0); j < end; j++) {
                if ((inLonger & (1L << j)) == 0 && shorter.charAt(i) == longer.charAt(j)) {
                    inShorter |= 1L << i;
                    inLonger |= 1L << j;
                    matches++;
                    break;
                }
            }
        }
        if (matches == 0) {
            return 0;
        }
        double half = halfTranspositions(shorter, inShorter, longer, inLonger) / 2.0;
        return ((double) matches / m + (double) matches / n + (matches - half) / matches) / 3;
    }

    private static int halfTranspositions(String a, long inA, String b, long inB) {
        int count = 0;
        long restA = inA;
        long restB = inB;
        while (restA != 0) {
            int i = Long.numberOfTrailingZeros(restA);
            int j = Long.numberOfTrailingZeros(restB);
            count += a.charAt(i) == b.charAt(j) ? 0 : 1;
            restA &= restA - 1;
            restB &= restB - 1;
        }
        return count;
    }

    private static int commonPrefix(String a, String b) {
        int most = Math.min(LONGEST_PREFIX, Math.min(a.length(), b.length()));
        int i = 0;
        while (i < most && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        return i;
    }
}
