package dev.winnow.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * Names by their parts: finds those that share enough parts with a given one, slips of the pen
 * included, without looking at the others. Immutable and thread-safe.
 *
 * <p>A part is found by itself and by each word that is left when one of its letters is dropped;
 * two words that differ in one letter, or in the order of two, have such a word in common.
 */
public final class NameIndex {
    /** Shorter words are only found as they are. */
    private static final int SHORTEST_NEIGHBOUR = 4;

    /** The share of the asked name's weight that a name must meet to be looked at. */
    private static final double LEAST_SHARE = 0.45;

    private final NameTokens[] names;
    private final Map<String, int[]> postings;
    private final Map<String, Token[]> neighbours;

    public NameIndex(List<NameTokens> indexed) {
        names = indexed.toArray(NameTokens[]::new);
        Map<Token, Ints> byToken = new HashMap<>();
        for (int id = 0; id < names.length; id++) {
            for (int i = 0; i < names[id].size(); i++) {
                byToken.computeIfAbsent(names[id].get(i), t -> new Ints()).add(id);
            }
        }
        postings = HashMap.newHashMap(byToken.size());
        byToken.forEach((token, ids) -> postings.put(token.text(), ids.toArray()));
        neighbours = neighbours(byToken.keySet());
    }

    private static Map<String, Token[]> neighbours(Set<Token> tokens) {
        Map<String, List<Token>> lists = new HashMap<>();
        for (Token token : tokens) {
            for (String key : keys(token.text())) {
                lists.computeIfAbsent(key, k -> new ArrayList<>(1)).add(token);
            }
        }
        Map<String, Token[]> arrays = HashMap.newHashMap(lists.size());
        lists.forEach((key, list) -> arrays.put(key, list.toArray(Token[]::new)));
        return arrays;
    }

    private static Set<String> keys(String word) {
        Set<String> keys = new HashSet<>();
        keys.add(word);
        if (word.length() >= SHORTEST_NEIGHBOUR) {
            for (int i = 0; i < word.length(); i++) {
                keys.add(word.substring(0, i) + word.substring(i + 1));
            }
        }
        return keys;
    }

    public NameTokens name(int id) {
        return names[id];
    }

    /** Gives the number of each name that may be like the one asked for, in rising order. */
    public void candidates(NameTokens asked, IntConsumer found) {
        if (asked.isEmpty() || names.length == 0) {
            return;
        }
        float[] met = new float[names.length];
        boolean onlyLight = asked.significant() == 0;
        double weight = 0;
        for (int i = 0; i < asked.size(); i++) {
            Token token = asked.get(i);
            if (token.significant() || onlyLight) {
                weight += token.weight();
                meet(token, met);
            }
        }
        float least = (float) (weight * LEAST_SHARE);
        for (int id = 0; id < met.length; id++) {
            if (met[id] >= least) {
                found.accept(id);
            }
        }
    }

    private void meet(Token asked, float[] met) {
        Set<Token> alike = new HashSet<>();
        for (String key : keys(asked.text())) {
            Token[] tokens = neighbours.get(key);
            if (tokens != null) {
                alike.addAll(Arrays.asList(tokens));
            }
        }
        for (Token token : alike) {
            if (TokenSimilarity.of(asked, token) > 0) {
                for (int id : postings.getOrDefault(token.text(), new int[0])) {
                    met[id] += (float) asked.weight();
                }
            }
        }
    }

    /** A growing array without boxes. */
    private static final class Ints {
        private int[] values = new int[2];
        private int size;

        void add(int value) {
            if (size > 0 && values[size - 1] == value) {
                return;
            }
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        int[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }
}
