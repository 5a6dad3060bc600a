package dev.winnow.matching;

import java.util.Locale;

/**
 * A document or registration number.
 *
 * @param type as published, as in {@code Passport}; empty when not known
 * @param number as published
 * @param country that issued it, ISO 3166-1 alpha-2; empty when not known
 */
public record Identifier(String type, String number, String country) {
    /** Shorter numbers are too common to decide anything. */
    private static final int LEAST_LENGTH = 5;

    /** Letters and digits only, in upper case: what two equal numbers share. */
    public String key() {
        StringBuilder key = new StringBuilder(number.length());
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                key.append(Character.toUpperCase(c));
            }
        }
        return key.toString();
    }

    /** Whether the number is long enough to stand for one party. */
    public boolean decides() {
        return key().length() >= LEAST_LENGTH;
    }

    /** The same number, with neither type nor country against it. */
    public boolean sameAs(Identifier other) {
        return decides()
                && key().equals(other.key())
                && agrees(country, other.country)
                && agrees(family(type), family(other.type));
    }

    private static boolean agrees(String mine, String theirs) {
        return mine.isEmpty() || theirs.isEmpty() || mine.equalsIgnoreCase(theirs);
    }

    private static String family(String type) {
        String t = type.toLowerCase(Locale.ROOT);
        if (t.contains("passport")) {
            return "passport";
        }
        if (t.contains("driver") || t.contains("driving")) {
            return "driving licence";
        }
        if (t.contains("tax") || t.contains("v.a.t") || t.contains("vat")) {
            return "tax";
        }
        if (t.contains("imo") || t.contains("vessel") || t.contains("mmsi")) {
            return "vessel";
        }
        // Cédula, national id, d.n.i., r.f.c. and the like name one thing differently.
        return "";
    }
}
