package dev.winnow.velocity.application;

import dev.winnow.matching.Normaliser;
import dev.winnow.velocity.domain.Words;
import java.util.function.UnaryOperator;

/** What names and addresses are read with. Safe to share. */
public record Comparison(Normaliser normaliser, Words words) {
    /**
     * @param toLatin brings any script into Latin letters; must be thread-safe
     */
    public static Comparison with(UnaryOperator<String> toLatin) {
        return new Comparison(Normaliser.standard(), new Words(toLatin));
    }
}
