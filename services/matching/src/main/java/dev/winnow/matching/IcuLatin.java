package dev.winnow.matching;

import com.ibm.icu.text.Transliterator;
import java.util.function.UnaryOperator;

/** ICU's transliteration of any script into plain Latin letters. Thread-safe, as ICU's is. */
final class IcuLatin implements UnaryOperator<String> {
    /**
     * A letter of each of the larger scripts: ICU builds its rules for one when it first meets it.
     */
    private static final String SCRIPTS =
            "\u0416\u03a9\u0639\u05d0\u0939\u0e01\u4e2d\u3042\uac00\u10d0\u0531";

    private final Transliterator transliterator =
            Transliterator.getInstance("Any-Latin; Latin-ASCII");

    /** Takes some tenths of a second, so that no later call does. */
    IcuLatin() {
        transliterator.transliterate(SCRIPTS);
    }

    @Override
    public String apply(String text) {
        return transliterator.transliterate(text);
    }
}
