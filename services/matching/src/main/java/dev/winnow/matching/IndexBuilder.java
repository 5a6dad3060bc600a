package dev.winnow.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Makes a {@link NameIndex}. Names are read in parallel, some at a time, so that only a few of them
 * are objects at once: by the common pool, or by the {@link java.util.concurrent.ForkJoinPool} that
 * it is called in, which may leave processors to those who answer meanwhile. The outcome does not
 * depend on the number of threads.
 */
public final class IndexBuilder {
    private static final int AT_A_TIME = 1 << 15;

    private final Map<Token, Integer> ids = new HashMap<>();
    private final List<Token> tokens = new ArrayList<>();

    /** Whether the names were read as persons' names, which all of them are or none. */
    private boolean personal;

    private IndexBuilder() {}

    /**
     * @param names how many, at most 134 million
     * @param reading the parts of a name by its number; is called by several threads
     */
    public static NameIndex build(int names, IntFunction<NameTokens> reading) {
        if (names > Joined.MOST_NAMES) {
            throw new IllegalArgumentException(names + " names are too many for one index");
        }
        return new IndexBuilder().index(names, reading);
    }

    private NameIndex index(int names, IntFunction<NameTokens> reading) {
        int[] nameStarts = new int[names + 1];
        NameIndex.Ints parts = new NameIndex.Ints();
        for (int from = 0; from < names; from += AT_A_TIME) {
            int first = from;
            NameTokens[] read =
                    IntStream.range(from, Math.min(from + AT_A_TIME, names))
                            .parallel()
                            .mapToObj(reading)
                            .toArray(NameTokens[]::new);
            for (int i = 0; i < read.length; i++) {
                personal = read[i].personal();
                for (int k = 0; k < read[i].size(); k++) {
                    parts.add(id(read[i].get(k)));
                }
                nameStarts[first + i + 1] = parts.size();
            }
        }
        Vocabulary vocabulary = Vocabulary.of(tokens);
        ids.clear();
        int[] partsOfNames = parts.toArray();
        int[] postingStarts = new int[vocabulary.size() + 1];
        int[] postings = postings(vocabulary, nameStarts, partsOfNames, postingStarts);
        KeyTable neighbours = neighbours();
        tokens.clear();
        return new NameIndex(
                vocabulary,
                nameStarts,
                partsOfNames,
                postingStarts,
                postings,
                neighbours,
                joined(vocabulary, nameStarts, partsOfNames, personal));
    }

    private int id(Token token) {
        Integer known = ids.putIfAbsent(token, tokens.size());
        if (known != null) {
            return known;
        }
        tokens.add(token);
        return tokens.size() - 1;
    }

    /** Of the parts that may be found, of a name without such of all. */
    private static int[] postings(
            Vocabulary vocabulary, int[] nameStarts, int[] parts, int[] starts) {
        boolean[] posted = new boolean[parts.length];
        for (int name = 0; name + 1 < nameStarts.length; name++) {
            boolean any = false;
            for (int k = nameStarts[name]; k < nameStarts[name + 1]; k++) {
                any |= vocabulary.significant(parts[k]);
            }
            for (int k = nameStarts[name]; k < nameStarts[name + 1]; k++) {
                boolean counts =
                        !any
                                || vocabulary.significant(parts[k])
                                || vocabulary.mayBeInitial(parts[k])
                                || vocabulary.isAlsoGivenName(parts[k])
                                || vocabulary.isHonorific(parts[k]);
                if (counts && !before(parts, nameStarts[name], k)) {
                    posted[k] = true;
                    starts[parts[k] + 1]++;
                }
            }
        }
        for (int id = 1; id < starts.length; id++) {
            starts[id] += starts[id - 1];
        }
        int[] next = Arrays.copyOf(starts, starts.length);
        int[] postings = new int[starts[starts.length - 1]];
        for (int name = 0; name + 1 < nameStarts.length; name++) {
            for (int k = nameStarts[name]; k < nameStarts[name + 1]; k++) {
                if (posted[k]) {
                    postings[next[parts[k]]++] = name;
                }
            }
        }
        return postings;
    }

    private static boolean before(int[] parts, int from, int at) {
        for (int k = from; k < at; k++) {
            if (parts[k] == parts[at]) {
                return true;
            }
        }
        return false;
    }

    private KeyTable neighbours() {
        return KeyTable.of(
                IntStream.range(0, tokens.size())
                        .parallel()
                        .mapToObj(id -> {
                            Longs pairs = new Longs();
                            Keys.of(tokens.get(id), key -> pairs.add((long) key << 32 | id));
                            return pairs.values();
                        })
                        .collect(Longs::new, Longs::addAll, Longs::addAll)
                        .values());
    }

    private static KeyTable joined(
            Vocabulary vocabulary, int[] nameStarts, int[] parts, boolean personal) {
        return KeyTable.of(
                IntStream.range(0, nameStarts.length - 1)
                        .parallel()
                        .collect(
                                Longs::new,
                                (keys, name) -> {
                                    Token[] tokens =
                                            tokens(
                                                    vocabulary,
                                                    parts,
                                                    nameStarts[name],
                                                    nameStarts[name + 1]);
                                    joined(
                                            new NameTokens(tokens, personal),
                                            (key, letters) ->
                                                    keys.add(
                                                            (long) key << Integer.SIZE
                                                                    | Joined.of(name, letters)));
                                },
                                Longs::addAll)
                        .values());
    }

    private static Token[] tokens(Vocabulary vocabulary, int[] parts, int from, int to) {
        Token[] tokens = new Token[to - from];
        for (int k = from; k < to; k++) {
            tokens[k - from] = vocabulary.token(parts[k]);
        }
        return tokens;
    }

    /** Two neighbours as one word each, the whole name, and its first letters. */
    private static void joined(NameTokens name, Joined.Taking to) {
        for (int k = 0; k + 1 < name.size(); k++) {
            if (Joining.mayBeOneWord(name.get(k), name.get(k + 1))) {
                Token two = name.get(k).with(name.get(k + 1));
                Keys.joined(two.folded(), key -> to.accept(key, two.text().length()));
            }
        }
        Token whole = Joining.whole(name);
        if (whole != null) {
            Keys.whole(whole.folded(), key -> to.accept(key, 0));
        }
        Abbreviations.listed(name, key -> to.accept(key, 0));
    }

    /** A growing array without boxes. */
    private static final class Longs {
        private long[] values = new long[16];
        private int size;

        void add(long value) {
            room(1);
            values[size++] = value;
        }

        void addAll(long[] more) {
            room(more.length);
            System.arraycopy(more, 0, values, size, more.length);
            size += more.length;
        }

        void addAll(Longs more) {
            room(more.size);
            System.arraycopy(more.values, 0, values, size, more.size);
            size += more.size;
        }

        private void room(int more) {
            if (size + more > values.length) {
                values = Arrays.copyOf(values, Math.max(values.length * 2, size + more));
            }
        }

        long[] values() {
            return Arrays.copyOf(values, size);
        }
    }
}
