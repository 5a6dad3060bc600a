package dev.winnow.matching;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A question to one index: its parts, and what in the index is like them. */
final class Asked {
    /** More parts than this do not find names. */
    static final int MOST_FINDERS = 6;

    final NameTokens name;
    final Side side;

    /** Of each part that says something, or is an honorific. */
    final @Nullable Neighbours[] neighbours;

    /** The parts that find names, in their order. */
    final int[] finders;

    /** Other parts that may go with a word. */
    final int others;

    private final NameIndex index;
    private final Vocabulary vocabulary;

    Asked(NameIndex index, NameTokens name, Scratch scratch) {
        this.name = name;
        this.index = index;
        this.vocabulary = index.vocabulary;
        side = Side.of(name);
        neighbours = new Neighbours[name.size()];
        int may = 0;
        for (int i = 0; i < name.size(); i++) {
            TokenClass type = name.get(i).type();
            if (saysSomething(i) || type == TokenClass.HONORIFIC) {
                neighbours[i] = index.neighbours.of(name.get(i), scratch);
            }
            boolean withWord =
                    type == TokenClass.HONORIFIC
                            || name.get(i).mayBeInitial()
                            || name.get(i).isAlsoGivenName();
            may += saysSomething(i) || withWord ? 1 : 0;
        }
        finders = finders();
        others = may - finders.length;
    }

    /** What says something first; then, while there is room, what may go with a word. */
    private int[] finders() {
        int[] some = new int[Math.min(name.size(), MOST_FINDERS)];
        int size = 0;
        for (int i = 0; i < name.size() && size < some.length; i++) {
            if (saysSomething(i)) {
                some[size++] = i;
            }
        }
        for (int i = 0; i < name.size() && size < some.length; i++) {
            if (!saysSomething(i) && (neighbours[i] != null || beginning(i) != null)) {
                some[size++] = i;
            }
        }
        int[] sorted = Arrays.copyOf(some, size);
        Arrays.sort(sorted);
        return sorted;
    }

    int size() {
        return name.size();
    }

    private boolean saysSomething(int part) {
        return name.significant() == 0 || name.get(part).significant();
    }

    /** The names that an initial may go with. */
    long @Nullable [] beginning(int part) {
        Token token = name.get(part);
        return token.mayBeInitial() ? index.facts.begins(token.text().charAt(0)) : null;
    }

    /** The place of that part among the finders; below 0 when it is none. */
    int finder(int part) {
        return Arrays.binarySearch(finders, part);
    }

    /** Whether nothing but words can be paired. */
    boolean wordsOnly() {
        return finders.length == name.size() && name.significant() == name.size();
    }

    /** As {@link Similarity#of(Token, Token)}, of a part and one of the index. */
    float alike(int part, int id) {
        Neighbours known = neighbours[part];
        float similar = known != null ? known.alike(id) : 0;
        return similar > 0 || name.get(part).significant()
                ? similar
                : vocabulary.ofAKind(name.get(part), id);
    }

    /** Side by side with that name of the index, from what is known of their parts. */
    Alignment with(int number, Similarity similarity) {
        int from = index.nameStarts[number];
        int m = index.nameStarts[number + 1] - from;
        float[] sims = new float[size() * m];
        for (int i = 0; i < size(); i++) {
            for (int j = 0; j < m; j++) {
                sims[i * m + j] = alike(i, index.parts[from + j]);
            }
        }
        return Alignment.of(name, tokens(number), sims, similarity);
    }

    /** The parts of that name of the index. */
    NameTokens tokens(int number) {
        int from = index.nameStarts[number];
        Token[] tokens = new Token[index.nameStarts[number + 1] - from];
        for (int j = 0; j < tokens.length; j++) {
            tokens[j] = vocabulary.token(index.parts[from + j]);
        }
        return new NameTokens(tokens, name.personal());
    }
}
