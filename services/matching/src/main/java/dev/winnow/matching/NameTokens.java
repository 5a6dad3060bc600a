package dev.winnow.matching;

import java.util.Arrays;
import java.util.List;

/** A normalised name: its parts, sorted, so that their order cannot matter. Immutable. */
public final class NameTokens {
    private final Token[] tokens;
    private final double weight;
    private final int significant;

    NameTokens(List<Token> parts) {
        tokens = parts.toArray(Token[]::new);
        Arrays.sort(tokens);
        double sum = 0;
        int count = 0;
        for (Token token : tokens) {
            sum += token.weight();
            count += token.significant() ? 1 : 0;
        }
        weight = sum;
        significant = count;
    }

    int size() {
        return tokens.length;
    }

    Token get(int i) {
        return tokens[i];
    }

    double weight() {
        return weight;
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
