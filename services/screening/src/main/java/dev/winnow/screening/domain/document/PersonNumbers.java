package dev.winnow.screening.domain.document;

import java.util.regex.Pattern;

/** Numbers of persons that say nothing about their date of birth. */
final class PersonNumbers {
    private static final Pattern SPANISH = Pattern.compile("[0-9XYZ][0-9]{7}[A-Z]");
    private static final String SPANISH_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

    private static final Pattern CPF = Pattern.compile("[0-9]{11}");
    private static final Pattern SAME = Pattern.compile("(.)\\1*");
    private static final Pattern BSN = Pattern.compile("[0-9]{8,9}");
    private static final Pattern SSN =
            Pattern.compile("(?!000|666|9)[0-9]{3}(?!00)[0-9]{2}(?!0000)[0-9]{4}");

    private PersonNumbers() {}

    /**
     * The Spanish DNI and NIE: the letter is the number modulo 23 in a fixed row of letters, with
     * X, Y and Z of a NIE read as 0, 1 and 2 (Ministerio del Interior, "Cálculo del dígito de
     * control del NIF/NIE").
     */
    static Reading spanish(String given) {
        String number = given.replace("-", "").replace(".", "");
        if (!SPANISH.matcher(number).matches()) {
            return new Reading.Malformed(
                    "a DNI is 8 digits and a letter, a NIE X, Y or Z, 7 digits" + " and a letter");
        }
        int first = "XYZ".indexOf(number.charAt(0));
        String digits = first < 0 ? number.substring(0, 8) : first + number.substring(1, 8);
        char letter = SPANISH_LETTERS.charAt(Integer.parseInt(digits) % 23);
        return Reading.checked(letter == number.charAt(8), "control letter");
    }

    /**
     * The Brazilian CPF: two digits modulo 11, with weights 10 to 2 and 11 to 2 (Receita Federal).
     * A row of the same digit fits by arithmetic and is never issued.
     */
    static Reading cpf(String given) {
        String number = given.replace("-", "").replace(".", "");
        if (!CPF.matcher(number).matches()) {
            return new Reading.Malformed("a CPF is 11 digits");
        }
        int first = CheckDigits.weighted(number, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        int second = CheckDigits.weighted(number, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        boolean fits =
                first == CheckDigits.digit(number, 9)
                        && second == CheckDigits.digit(number, 10)
                        && !SAME.matcher(number).matches();
        return Reading.checked(fits, "control digits");
    }

    /**
     * The Dutch BSN: the eleven test, weights 9 to 2 and -1, divisible by 11 (Logisch Ontwerp BSN).
     */
    static Reading bsn(String given) {
        String number = given.replace(".", "");
        if (!BSN.matcher(number).matches()) {
            return new Reading.Malformed("a BSN is 8 or 9 digits");
        }
        String nine = number.length() == 8 ? "0" + number : number;
        int sum = CheckDigits.weighted(nine, 9, 8, 7, 6, 5, 4, 3, 2, -1);
        return Reading.checked(sum % 11 == 0 && !SAME.matcher(nine).matches(), "eleven test");
    }

    /**
     * The US SSN has no check digit, but ranges that are never issued: area 000, 666 and 900 to
     * 999, group 00 and serial 0000 (Social Security Administration, "SSN Randomization").
     */
    static Reading ssn(String given) {
        return SSN.matcher(given.replace("-", "")).matches()
                ? Reading.good()
                : new Reading.Malformed("not 9 digits in a range that is issued");
    }
}
