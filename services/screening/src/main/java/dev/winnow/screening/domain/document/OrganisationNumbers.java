package dev.winnow.screening.domain.document;

import java.util.regex.Pattern;

/** Numbers of organisations. */
final class OrganisationNumbers {
    private static final Pattern LEI = Pattern.compile("[A-Z0-9]{18}[0-9]{2}");
    private static final Pattern SIREN = Pattern.compile("[0-9]{9}");

    private OrganisationNumbers() {}

    /**
     * The legal entity identifier, ISO 17442: 18 letters or digits and two check digits by ISO/IEC
     * 7064 MOD 97-10, so that the whole leaves 1.
     */
    static Reading lei(String number) {
        if (!LEI.matcher(number).matches()) {
            return new Reading.Malformed("an LEI is 18 letters or digits and 2 digits");
        }
        return Reading.checked(CheckDigits.mod97(number) == 1, "check digits");
    }

    /** The French SIREN: 9 digits of which the last one checks by Luhn (INSEE). */
    static Reading siren(String number) {
        if (!SIREN.matcher(number).matches()) {
            return new Reading.Malformed("a SIREN is 9 digits");
        }
        return Reading.checked(CheckDigits.luhn(number), "check digit");
    }
}
