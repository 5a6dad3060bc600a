package dev.winnow.matching;

import java.util.Arrays;
import java.util.List;

/** A normalised name: its parts, in the order in which they were written. Immutable. */
public final class NameTokens {
    /** More parts than this are not looked at. */
    static final int MOST = 24;

    private final Token[] tokens;
    private final int significant;

    NameTokens(List<Token> parts) {
        this(parts.subList(0, Math.min(parts.size(), MOST)).toArray(Token[]::new));
    }

    /**
     * @param tokens are kept
     */
    NameTokens(Token[] tokens) {
        this.tokens = tokens;
        int count = 0;
        for (Token token : tokens) {
            count += token.significant() ? 1 : 0;
        }
        significant = count;
    }

    int size() {
        return tokens.length;
    }

    Token get(int i) {
        return tokens[i];
    }

    /** How many parts say something about who is meant. */
    int significant() {
        return significant;
    }

    boolean isEmpty() {
        return tokens.length == 0;
    }

    @Override
    public String toString() {
        return String.join(" ", Arrays.stream(tokens).map(Token::text).toList());
    }
}
