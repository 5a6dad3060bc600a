package dev.winnow.matching;

/** The parts of an index that are like a word, and how much. Immutable. */
final class Neighbours {
    /** The word. */
    final Token word;

    final int hash;

    /** In ascending order. */
    final int[] ids;

    /** How many names have one of them; those that have several are counted so often. */
    final long names;

    /** Names in which the word is two. */
    final int[] apart;

    private final Pairs two;

    private final float[] alike;

    /** Where a part is in {@link #ids}, and 1, by its hash or at the next free place. */
    private final int[] places;

    private final int shift;

    /**
     * @param alike of each, more than 0
     */
    Neighbours(Token word, int[] ids, float[] alike, long names, int[] apart, Pairs two) {
        this.word = word;
        this.hash = word.hashCode();
        this.ids = ids;
        this.alike = alike;
        this.names = names;
        this.apart = apart;
        this.two = two;
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(ids.length * 2);
        places = new int[1 << bits];
        shift = Integer.SIZE - bits;
        for (int k = 0; k < ids.length; k++) {
            int at = hash(ids[k]);
            while (places[at] != 0) {
                at = (at + 1) & (places.length - 1);
            }
            places[at] = k + 1;
        }
    }

    private int hash(int id) {
        return places.length == 1 ? 0 : (id * 0x9e3779b9) >>> shift;
    }

    /** Of the part that is at that place in {@link #ids}. */
    float alikeAt(int place) {
        return alike[place];
    }

    /** 0 for a part that is not among them. */
    float alike(int id) {
        int at = hash(id);
        for (int place = places[at]; place != 0; place = places[at]) {
            if (ids[place - 1] == id) {
                return alike[place - 1];
            }
            at = (at + 1) & (places.length - 1);
        }
        return 0;
    }

    /** Of two neighbours as one word; 0 where it is not these two. */
    float alikeAsTwo(int a, int b) {
        return two.get(a, b);
    }

    /** Whether there is a part that both are like. */
    boolean shares(Neighbours other) {
        for (int id : other.ids) {
            if (alike(id) > 0) {
                return true;
            }
        }
        return false;
    }
}
