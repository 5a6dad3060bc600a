package dev.winnow.matching;

import java.util.Arrays;

/**
 * How alike parts of the index are to each part of one question, each computed once. Belongs to one
 * question and its thread.
 */
final class Known {
    private static final float LEAST_ALIKE = 0.3f;

    private final Vocabulary vocabulary;
    private final NameTokens asked;
    private final Similarity similarity;
    private int[] ids = new int[256];
    private Token[] tokens = new Token[256];
    private float[][] alike = new float[256][];
    private long[] which = new long[256];
    private int size;

    Known(Vocabulary vocabulary, NameTokens asked, Similarity similarity) {
        this.vocabulary = vocabulary;
        this.asked = asked;
        this.similarity = similarity;
        Arrays.fill(ids, -1);
    }

    /** How alike that part is to that part of the question. */
    float of(int id, int i) {
        int slot = slot(id);
        float known = alike[slot][i];
        return known >= 0 ? known : compute(slot, i);
    }

    /** How alike that part is to each part of the question. */
    float[] of(int id) {
        int slot = slot(id);
        for (int i = 0; i < asked.size(); i++) {
            if (alike[slot][i] < 0) {
                compute(slot, i);
            }
        }
        return alike[slot];
    }

    /** Remembers that the part is like these parts of the question, written as one word. */
    void mark(int id, long bits) {
        int slot = slot(id);
        which[slot] |= bits;
    }

    private float compute(int slot, int i) {
        float similar = similarity.of(asked.get(i), tokens[slot]);
        alike[slot][i] = similar;
        which[slot] |= similar >= LEAST_ALIKE ? 1L << i : 0;
        return similar;
    }

    Token token(int id) {
        int slot = slot(id);
        return tokens[slot];
    }

    /**
     * A bit for each part of the question that is known to be like that part; none when it has not
     * been looked at.
     */
    long alike(int id) {
        int slot = find(id);
        return ids[slot] == id ? which[slot] : 0;
    }

    private int slot(int id) {
        int slot = find(id);
        if (ids[slot] == id) {
            return slot;
        }
        if (size * 2 >= ids.length) {
            grow();
            slot = find(id);
        }
        Token token = vocabulary.token(id);
        float[] sims = new float[asked.size()];
        Arrays.fill(sims, -1);
        put(slot, id, token, sims, 0);
        return slot;
    }

    private void put(int slot, int id, Token token, float[] sims, long bits) {
        ids[slot] = id;
        tokens[slot] = token;
        alike[slot] = sims;
        which[slot] = bits;
        size++;
    }

    private int find(int id) {
        int mask = ids.length - 1;
        int slot = ((id * 0x9e3779b9) >>> 8) & mask;
        while (ids[slot] != id && ids[slot] >= 0) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        int[] oldIds = ids;
        Token[] oldTokens = tokens;
        float[][] oldAlike = alike;
        long[] oldWhich = which;
        ids = new int[oldIds.length * 2];
        Arrays.fill(ids, -1);
        tokens = new Token[ids.length];
        alike = new float[ids.length][];
        which = new long[ids.length];
        size = 0;
        for (int k = 0; k < oldIds.length; k++) {
            if (oldIds[k] >= 0) {
                put(find(oldIds[k]), oldIds[k], oldTokens[k], oldAlike[k], oldWhich[k]);
            }
        }
    }
}
