package dev.winnow.velocity.domain;

import java.util.Locale;

/**
 * An identity document.
 *
 * @param type as in {@code passport}; empty when not given
 * @param country that issued it, ISO 3166-1 alpha-2; empty when not given
 */
public record Document(String type, String number, String country) {

    /** Letters and digits of the number only, in capitals; empty when there are none. */
    public String plainNumber() {
        return plain(number);
    }

    /** What stands for this very document. */
    String key() {
        return plain(country) + '|' + plain(type) + '|' + plainNumber();
    }

    /** Whether nothing says that they are documents of another type or country. */
    boolean comparableWith(Document other) {
        return agree(type, other.type) && agree(country, other.country);
    }

    private static boolean agree(String mine, String theirs) {
        return mine.isBlank() || theirs.isBlank() || plain(mine).equals(plain(theirs));
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().filter(Character::isLetterOrDigit).forEach(plain::appendCodePoint);
        return plain.toString().toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "Document[***]";
    }
}
