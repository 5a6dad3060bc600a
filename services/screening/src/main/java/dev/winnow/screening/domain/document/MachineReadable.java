package dev.winnow.screening.domain.document;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Passports after ICAO Doc 9303 part 4. A number may be given in three forms: the plain number (at
 * most 9 characters, without a check digit), the number field of the machine-readable zone (9
 * characters with fillers, then the check digit) or the zone's whole second line (44 characters),
 * which also says date of birth, nationality and expiry.
 */
final class MachineReadable {
    private static final Pattern PLAIN = Pattern.compile("[A-Z0-9]{5,9}");
    private static final Pattern FIELD = Pattern.compile("[A-Z0-9<]{9}[0-9]");
    private static final Pattern LINE =
            Pattern.compile("[A-Z0-9<]{9}[0-9][A-Z<]{3}[0-9]{7}[MFX<][0-9]{7}[A-Z0-9<]{15}[0-9]");

    /** Doc 9303 part 3, section 5: codes that are not those of ISO 3166-1 alpha-3. */
    private static final Map<String, String> OWN_CODES = Map.of("D<<", "DE", "RKS", "XK");

    private static final Map<String, String> ALPHA_2 =
            Arrays.stream(Locale.getISOCountries())
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    code -> Locale.of("", code).getISO3Country(),
                                    Function.identity(),
                                    (one, other) -> one));

    private MachineReadable() {}

    static Reading read(String number) {
        if (PLAIN.matcher(number).matches()) {
            return new Reading.Unchecked("a plain passport number has no check digit");
        }
        if (FIELD.matcher(number).matches()) {
            return Reading.checked(fits(number, 0, 9), "check digit of the number");
        }
        if (LINE.matcher(number).matches()) {
            return line(number);
        }
        return new Reading.Malformed(
                "neither a number, a number with its check digit, nor the second line of the"
                        + " machine-readable zone");
    }

    static String plainNumber(String number) {
        boolean zone = FIELD.matcher(number).matches() || LINE.matcher(number).matches();
        return zone ? number.substring(0, 9).replace("<", "") : number;
    }

    private static Reading line(String line) {
        if (!fits(line, 0, 9)) {
            return new Reading.WrongCheckDigit("the check digit of the number does not fit");
        }
        if (!fits(line, 13, 19)) {
            return new Reading.WrongCheckDigit("the check digit of the birth date does not fit");
        }
        if (!fits(line, 21, 27)) {
            return new Reading.WrongCheckDigit("the check digit of the expiry does not fit");
        }
        if (!personalNumberFits(line) || !compositeFits(line)) {
            return new Reading.WrongCheckDigit("the last check digits do not fit");
        }
        // Passports are valid for at most ten years and the zone came in 1980: never the 1900s.
        Optional<LocalDate> expires =
                BirthHint.date(2000 + number(line, 21), number(line, 23), number(line, 25));
        Optional<LocalDate> real =
                BirthHint.date(2000 + number(line, 13), number(line, 15), number(line, 17))
                        .or(() ->
                                BirthHint.date(
                                        1900 + number(line, 13),
                                        number(line, 15),
                                        number(line, 17)));
        if (expires.isEmpty() || real.isEmpty()) {
            return new Reading.Malformed("a date in the machine-readable zone is not one");
        }
        BirthHint birth =
                BirthHint.ofShortYear(number(line, 13), number(line, 15), number(line, 17));
        return new Reading.Good(Optional.of(birth), expires, nationality(line.substring(10, 13)));
    }

    /** The check digit of an empty field may be a filler. */
    private static boolean personalNumberFits(String line) {
        String field = line.substring(28, 42);
        return line.charAt(42) == '<' ? field.equals("<".repeat(14)) : fits(line, 28, 42);
    }

    private static boolean compositeFits(String line) {
        String all = line.substring(0, 10) + line.substring(13, 20) + line.substring(21, 43);
        return CheckDigits.icao9303(all) == CheckDigits.digit(line, 43);
    }

    private static boolean fits(String line, int from, int to) {
        return CheckDigits.icao9303(line.substring(from, to)) == CheckDigits.digit(line, to);
    }

    private static int number(String line, int from) {
        return Integer.parseInt(line.substring(from, from + 2));
    }

    private static Optional<String> nationality(String code) {
        return Optional.ofNullable(OWN_CODES.get(code))
                .or(() -> Optional.ofNullable(ALPHA_2.get(code)));
    }
}
