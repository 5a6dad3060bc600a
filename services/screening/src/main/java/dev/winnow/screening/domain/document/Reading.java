package dev.winnow.screening.domain.document;

import java.time.LocalDate;
import java.util.Optional;

/** What a document number says by itself. Its texts never repeat the number. */
public sealed interface Reading {
    /** There is nothing in it that could be checked. */
    record Unchecked(String why) implements Reading {}

    /** It does not have the form that its type has. */
    record Malformed(String why) implements Reading {}

    /** The form is right, a check digit is not. */
    record WrongCheckDigit(String why) implements Reading {}

    /**
     * Form and check digits are right.
     *
     * @param birth what it says about the holder's date of birth
     * @param expires the last day of its validity
     * @param nationality of the holder, ISO 3166-1 alpha-2
     */
    record Good(
            Optional<BirthHint> birth, Optional<LocalDate> expires, Optional<String> nationality)
            implements Reading {}

    static Reading good() {
        return new Good(Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Reading born(BirthHint birth) {
        return new Good(Optional.of(birth), Optional.empty(), Optional.empty());
    }

    /** Good without more to say, or a wrong check digit. */
    static Reading checked(boolean right, String name) {
        return right ? good() : new WrongCheckDigit("the " + name + " does not fit");
    }
}
