package dev.winnow.matching;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date of birth that may be known in part only: a day, a month, a year, or a span of them.
 *
 * <p>Its text form, which {@link #parse} reads and {@link #toString} writes, is {@code 1963-05-05},
 * {@code 1963-05}, {@code 1963}, {@code 1960/1965} for a span, and a leading {@code ~} for about.
 *
 * @param earliest the first day it may be
 * @param latest the last day it may be
 * @param circa whether it is only about then: two years either way
 */
public record BirthDate(LocalDate earliest, LocalDate latest, boolean circa) {
    private static final int CIRCA_YEARS = 2;
    private static final Pattern PART = Pattern.compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?");

    public BirthDate {
        if (latest.isBefore(earliest)) {
            throw new IllegalArgumentException("a span of dates must not end before it begins");
        }
    }

    public static BirthDate on(LocalDate day) {
        return new BirthDate(day, day, false);
    }

    public static BirthDate in(YearMonth month) {
        return new BirthDate(month.atDay(1), month.atEndOfMonth(), false);
    }

    public static BirthDate in(Year year) {
        return new BirthDate(year.atDay(1), year.atMonth(12).atEndOfMonth(), false);
    }

    public BirthDate about() {
        return new BirthDate(earliest, latest, true);
    }

    /** From the first day of this one to the last day of the other. */
    public BirthDate through(BirthDate end) {
        return new BirthDate(earliest, end.latest, circa || end.circa);
    }

    /** Empty when the text is not in the form above. */
    public static Optional<BirthDate> parse(String text) {
        boolean about = text.startsWith("~");
        String span = about ? text.substring(1) : text;
        int slash = span.indexOf('/');
        try {
            Optional<BirthDate> first = part(slash < 0 ? span : span.substring(0, slash));
            Optional<BirthDate> whole =
                    slash < 0
                            ? first
                            : first.flatMap(f -> part(span.substring(slash + 1)).map(f::through));
            return about ? whole.map(BirthDate::about) : whole;
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<BirthDate> part(String text) {
        Matcher m = PART.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        int year = Integer.parseInt(m.group(1));
        if (m.group(2) == null) {
            return Optional.of(in(Year.of(year)));
        }
        int month = Integer.parseInt(m.group(2));
        return Optional.of(
                m.group(3) == null
                        ? in(YearMonth.of(year, month))
                        : on(LocalDate.of(year, month, Integer.parseInt(m.group(3)))));
    }

    /** How a day that is given as someone's date of birth goes with this one. */
    public Agreement with(LocalDate day) {
        return with(on(day));
    }

    /** How two dates of birth go together; the same whichever is asked. */
    public Agreement with(BirthDate other) {
        boolean days = earliest.equals(latest) && !circa && !other.circa;
        if (days && earliest.equals(other.earliest) && earliest.equals(other.latest)) {
            return Agreement.EQUAL;
        }
        int slack = (circa ? CIRCA_YEARS : 0) + (other.circa ? CIRCA_YEARS : 0);
        boolean possible =
                other.latest.getYear() >= earliest.getYear() - slack
                        && other.earliest.getYear() <= latest.getYear() + slack;
        return possible ? Agreement.POSSIBLE : Agreement.CONTRADICTS;
    }

    /** How two dates of birth go together; POSSIBLE is neither evidence for nor against. */
    public enum Agreement {
        EQUAL,
        POSSIBLE,
        CONTRADICTS
    }

    @Override
    public String toString() {
        String about = circa ? "~" : "";
        if (earliest.equals(latest)) {
            return about + earliest;
        }
        if (equals(in(Year.from(earliest)).withCirca(circa))) {
            return about + earliest.getYear();
        }
        YearMonth month = YearMonth.from(earliest);
        if (equals(in(month).withCirca(circa))) {
            return about + month;
        }
        return about + earliest + "/" + latest;
    }

    private BirthDate withCirca(boolean value) {
        return new BirthDate(earliest, latest, value);
    }
}
