package dev.winnow.screening.domain.document;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of persons that contain the date of birth. */
final class BirthNumbers {
    private static final Pattern PESEL = Pattern.compile("[0-9]{11}");

    /** A PESEL adds these to the month. */
    private static final Map<Integer, Integer> PESEL_CENTURIES =
            Map.of(0, 1900, 1, 2000, 2, 2100, 3, 2200, 4, 1800);

    private static final Pattern PERSONNUMMER =
            Pattern.compile("([0-9]{2})?([0-9]{6})([-+]?)([0-9]{4})");

    private static final Pattern HETU =
            Pattern.compile("([0-9]{6})([-+A-FU-Y])([0-9]{3})([0-9A-Y])");
    private static final String HETU_CONTROL = "0123456789ABCDEFHJKLMNPRSTUVWXY";

    private static final Pattern NIR =
            Pattern.compile("[1-478][0-9]{2}[0-9]{2}([0-9]{2}|2A|2B)[0-9]{6}[0-9]{2}");

    private BirthNumbers() {}

    /**
     * The Polish PESEL: weights 1, 3, 7, 9; the month says the century (Ustawa o ewidencji
     * ludności, art. 15).
     */
    static Reading pesel(String number) {
        if (!PESEL.matcher(number).matches()) {
            return new Reading.Malformed("a PESEL is 11 digits");
        }
        int sum = CheckDigits.weighted(number, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3);
        if ((10 - sum % 10) % 10 != CheckDigits.digit(number, 10)) {
            return new Reading.WrongCheckDigit("the control digit does not fit");
        }
        int month = two(number, 2);
        Integer century = PESEL_CENTURIES.get(month / 20);
        return born(
                century == null
                        ? Optional.empty()
                        : BirthHint.date(century + two(number, 0), month % 20, two(number, 4)));
    }

    /**
     * The Swedish personnummer: Luhn over the ten digits without century; a coordination number
     * adds 60 to the day (Skatteverket, SKV 704 and 707).
     */
    static Reading personnummer(String given) {
        Matcher number = PERSONNUMMER.matcher(given);
        if (!number.matches()) {
            return new Reading.Malformed("a personnummer is YYMMDD-NNNN or YYYYMMDDNNNN");
        }
        String day6 = number.group(2);
        if (!CheckDigits.luhn(day6 + number.group(4))) {
            return new Reading.WrongCheckDigit("the control digit does not fit");
        }
        int day = two(day6, 4) > 60 ? two(day6, 4) - 60 : two(day6, 4);
        int year = two(day6, 0);
        if (number.group(1) != null) {
            int century = Integer.parseInt(number.group(1));
            return born(BirthHint.date(century * 100 + year, two(day6, 2), day));
        }
        // Without a century any leap year will do to see whether the day exists.
        return BirthHint.date(2000, two(day6, 2), day).isPresent()
                ? Reading.born(BirthHint.ofShortYear(year, two(day6, 2), day))
                : born(Optional.empty());
    }

    /**
     * The Finnish henkilötunnus: the nine digits modulo 31 in a fixed row; the sign says the
     * century, with the further signs of 2023 (Digi- ja väestötietovirasto).
     */
    static Reading hetu(String given) {
        Matcher number = HETU.matcher(given);
        if (!number.matches()) {
            return new Reading.Malformed("a henkilötunnus is DDMMYY, a sign, NNN and a character");
        }
        String date = number.group(1);
        int value = Integer.parseInt(date + number.group(3));
        if (HETU_CONTROL.charAt(value % 31) != number.group(4).charAt(0)) {
            return new Reading.WrongCheckDigit("the control character does not fit");
        }
        int century =
                switch (number.group(2).charAt(0)) {
                    case '+' -> 1800;
                    case '-', 'U', 'V', 'W', 'X', 'Y' -> 1900;
                    default -> 2000;
                };
        return born(BirthHint.date(century + two(date, 4), two(date, 2), two(date, 0)));
    }

    /**
     * The French NIR: 97 less the 13 characters modulo 97, with 19 for 2A and 18 for 2B (INSEE,
     * "Numéro de sécurité sociale"). Months above 12 stand for an unknown one.
     */
    static Reading nir(String given) {
        String number = given.replace(".", "");
        if (!NIR.matcher(number).matches()) {
            return new Reading.Malformed("a NIR is 13 characters and a key of 2 digits");
        }
        String digits =
                number.substring(0, 5)
                        + number.substring(5, 7).replace("2A", "19").replace("2B", "18")
                        + number.substring(7, 13);
        int key = 97 - (int) (Long.parseLong(digits) % 97);
        if (key != two(number, 13)) {
            return new Reading.WrongCheckDigit("the key does not fit");
        }
        int month = two(number, 3);
        boolean known = month >= 1 && month <= 12;
        return Reading.born(
                new BirthHint(
                        OptionalInt.empty(),
                        two(number, 1),
                        known ? OptionalInt.of(month) : OptionalInt.empty(),
                        OptionalInt.empty()));
    }

    private static int two(String digits, int from) {
        return Integer.parseInt(digits.substring(from, from + 2));
    }

    private static Reading born(Optional<LocalDate> date) {
        return date.map(BirthHint::of)
                .map(Reading::born)
                .orElseGet(() -> new Reading.Malformed("it contains a date that does not exist"));
    }
}
