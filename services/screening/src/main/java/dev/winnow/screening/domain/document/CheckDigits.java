package dev.winnow.screening.domain.document;

/** The arithmetic that check digits share. All of it expects well-formed input. */
final class CheckDigits {
    private CheckDigits() {}

    static int digit(String number, int index) {
        return number.charAt(index) - '0';
    }

    /** The sum of each digit times its weight, for as many digits as there are weights. */
    static int weighted(String number, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += digit(number, i) * weights[i];
        }
        return sum;
    }

    /** Luhn's algorithm, ISO/IEC 7812-1 annex B, over digits of which the last one checks. */
    static boolean luhn(String number) {
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int value = digit(number, number.length() - 1 - i) * (i % 2 == 0 ? 1 : 2);
            sum += value > 9 ? value - 9 : value;
        }
        return sum % 10 == 0;
    }

    /** The remainder by 97 of digits and letters, A to Z standing for 10 to 35 (ISO/IEC 7064). */
    static int mod97(String text) {
        int rest = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = Character.digit(text.charAt(i), 36);
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
        }
        return rest;
    }

    /**
     * ICAO Doc 9303 part 3, 4.9: weights 7, 3, 1 over digits, letters (A is 10) and fillers (0),
     * modulo 10.
     */
    static int icao9303(String field) {
        int[] weights = {7, 3, 1};
        int sum = 0;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            sum += (c == '<' ? 0 : Character.digit(c, 36)) * weights[i % 3];
        }
        return sum % 10;
    }
}
