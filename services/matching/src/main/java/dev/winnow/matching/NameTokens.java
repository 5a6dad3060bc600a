package dev.winnow.matching;

import java.util.Arrays;
import java.util.List;

/** A normalised name: its parts, in the order in which they were written. Immutable. */
public final class NameTokens {
    /** More parts than this are not looked at. */
    static final int MOST = 24;

    private final Token[] tokens;
    private final int significant;
    private final boolean personal;

    NameTokens(List<Token> parts, boolean personal) {
        this(parts.subList(0, Math.min(parts.size(), MOST)).toArray(Token[]::new), personal);
    }

    /**
     * @param tokens are kept
     */
    NameTokens(Token[] tokens, boolean personal) {
        this.tokens = tokens;
        this.personal = personal;
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

    /** Whether it was read as the name of a person. */
    boolean personal() {
        return personal;
    }

    boolean isEmpty() {
        return tokens.length == 0;
    }

    @Override
    public String toString() {
        return String.join(" ", Arrays.stream(tokens).map(Token::text).toList());
    }
}
