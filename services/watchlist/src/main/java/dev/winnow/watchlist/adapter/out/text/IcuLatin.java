package dev.winnow.watchlist.adapter.out.text;

import com.ibm.icu.text.Transliterator;
import java.util.function.UnaryOperator;

/** ICU's transliteration of any script into plain Latin letters. Thread-safe, as ICU's is. */
public final class IcuLatin implements UnaryOperator<String> {
    private final Transliterator transliterator =
            Transliterator.getInstance("Any-Latin; Latin-ASCII");

    @Override
    public String apply(String text) {
        return transliterator.transliterate(text);
    }
}
