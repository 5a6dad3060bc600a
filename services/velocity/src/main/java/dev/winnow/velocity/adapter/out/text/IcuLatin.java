package dev.winnow.velocity.adapter.out.text;

import com.ibm.icu.text.Transliterator;
import java.util.function.UnaryOperator;

/**
 * Any script in Latin letters without diacritics, by ICU. Keys are made of what comes out: another
 * way to write would find nothing that was kept before. Thread-safe.
 */
public final class IcuLatin implements UnaryOperator<String> {
    /**
     * A letter of each of the larger scripts: ICU builds its rules for one when it first meets it.
     */
    private static final String SCRIPTS =
            "\u0416\u03a9\u0639\u05d0\u0939\u0e01\u4e2d\u3042\uac00\u10d0\u0531";

    private final Transliterator transliterator =
            Transliterator.getInstance("Any-Latin; Latin-ASCII");

    /** Takes some tenths of a second, so that no later call does. */
    public IcuLatin() {
        transliterator.transliterate(SCRIPTS);
    }

    @Override
    public String apply(String text) {
        return transliterator.transliterate(text);
    }
}
