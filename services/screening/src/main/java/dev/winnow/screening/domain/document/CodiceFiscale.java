package dev.winnow.screening.domain.document;

import java.util.regex.Pattern;

/**
 * The Italian codice fiscale of a person (Decreto ministeriale 12 marzo 1974, n. 2227): characters
 * at odd places are valued by a table of their own, the sum modulo 26 is the last letter. Digits
 * may have been replaced by letters to tell namesakes apart (omocodia).
 */
final class CodiceFiscale {
    private static final Pattern FORM =
            Pattern.compile("[A-Z]{6}[0-9L-V]{2}[A-EHLMPR-T][0-9L-V]{2}[A-Z][0-9L-V]{3}[A-Z]");

    private static final String MONTHS = "ABCDEHLMPRST";

    /** The letters that stand for 0 to 9 where a number had been given twice. */
    private static final String OMOCODIA = "LMNPQRSTUV";

    private static final int[] ODD = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };

    private CodiceFiscale() {}

    static Reading read(String code) {
        if (!FORM.matcher(code).matches()) {
            return new Reading.Malformed("not 16 characters in the order of a codice fiscale");
        }
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            int value = value(code.charAt(i));
            sum += i % 2 == 0 ? ODD[value] : value;
        }
        if ('A' + sum % 26 != code.charAt(15)) {
            return new Reading.WrongCheckDigit("the check character does not fit");
        }
        int day = number(code, 9);
        int month = MONTHS.indexOf(code.charAt(8)) + 1;
        int dayOfMonth = day > 40 ? day - 40 : day;
        // Without a century any leap year will do to see whether the day exists.
        if (BirthHint.date(2000, month, dayOfMonth).isEmpty()) {
            return new Reading.Malformed("it contains a date that does not exist");
        }
        return Reading.born(BirthHint.ofShortYear(number(code, 6), month, dayOfMonth));
    }

    /** Digits and letters share values: 0 is A, 1 is B and so on. */
    private static int value(char c) {
        return c <= '9' ? c - '0' : c - 'A';
    }

    private static int number(String code, int from) {
        return digit(code.charAt(from)) * 10 + digit(code.charAt(from + 1));
    }

    private static int digit(char c) {
        return c <= '9' ? c - '0' : OMOCODIA.indexOf(c);
    }
}
