package dev.winnow.screening.domain.document;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a document number says about its holder's date of birth; many leave out the century, some
 * the day.
 *
 * @param century the year's first two digits, as in 19; absent when not said
 * @param yearOfCentury 0 to 99
 * @param month 1 to 12; absent when not said
 * @param day 1 to 31; absent when not said
 */
public record BirthHint(
        OptionalInt century, int yearOfCentury, OptionalInt month, OptionalInt day) {

    static BirthHint of(LocalDate date) {
        return new BirthHint(
                OptionalInt.of(date.getYear() / 100),
                date.getYear() % 100,
                OptionalInt.of(date.getMonthValue()),
                OptionalInt.of(date.getDayOfMonth()));
    }

    static BirthHint ofShortYear(int yearOfCentury, int month, int day) {
        return new BirthHint(
                OptionalInt.empty(), yearOfCentury, OptionalInt.of(month), OptionalInt.of(day));
    }

    /** The date, or nothing when the calendar has no such day. */
    static Optional<LocalDate> date(int year, int month, int day) {
        try {
            return Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException e) {
            return Optional.empty(); // no such day is an answer here
        }
    }

    /** Whether the date of birth is one that this could stand for. */
    public boolean matches(LocalDate date) {
        return date.getYear() % 100 == yearOfCentury
                && (century.isEmpty() || date.getYear() / 100 == century.getAsInt())
                && (month.isEmpty() || date.getMonthValue() == month.getAsInt())
                && (day.isEmpty() || date.getDayOfMonth() == day.getAsInt());
    }
}
