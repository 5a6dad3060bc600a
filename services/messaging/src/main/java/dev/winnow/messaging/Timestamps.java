package dev.winnow.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes RFC 3339 dates and timestamps in UTC, as nearly all are, without a general
 * parser or formatter.
 */
final class Timestamps {
    private static final int DATE_END = "2026-01-02".length();
    private static final int SECONDS_END = "2026-01-02T03:04:05".length();
    private static final int MOST_DIGITS = 9;
    private static final long DAY = 86_400;

    /** Years of four digits. */
    private static final long FIRST = LocalDate.of(0, 1, 1).toEpochDay() * DAY;

    private static final long LAST = LocalDate.of(10_000, 1, 1).toEpochDay() * DAY - 1;

    private static final byte[] TEMPLATE =
            "0000-00-00T00:00:00.000000000Z".getBytes(StandardCharsets.ISO_8859_1);

    private Timestamps() {}

    /** Null when it is none of the usual form; it may still be good. */
    static @Nullable LocalDate date(String text) {
        return text.length() == DATE_END && text.charAt(4) == '-' && text.charAt(7) == '-'
                ? date(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                : null;
    }

    private static @Nullable LocalDate date(int year, int month, int day) {
        boolean good =
                year >= 0
                        && month >= 1
                        && month <= 12
                        && day >= 1
                        && day <= YearMonth.of(year, month).lengthOfMonth();
        return good ? LocalDate.of(year, month, day) : null;
    }

    /** Null when it is none of the usual form, such as one with an offset; it may still be good. */
    static @Nullable Instant utc(String text) {
        int last = text.length() - 1;
        if (last < SECONDS_END || text.charAt(last) != 'Z' || !isFormed(text)) {
            return null;
        }
        LocalDate day = date(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        int nanos = last == SECONDS_END ? 0 : nanos(text, last);
        boolean good =
                hour >= 0
                        && hour <= 23
                        && minute >= 0
                        && minute <= 59
                        && second >= 0
                        && second <= 59
                        && nanos >= 0;
        if (day == null || !good) {
            return null;
        }
        long days = day.toEpochDay();
        return Instant.ofEpochSecond(((days * 24 + hour) * 60 + minute) * 60 + second, nanos);
    }

    private static boolean isFormed(String text) {
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    private static int nanos(String text, int end) {
        int digits = end - SECONDS_END - 1;
        if (text.charAt(SECONDS_END) != '.' || digits < 1 || digits > MOST_DIGITS) {
            return -1;
        }
        int value = number(text, SECONDS_END + 1, end);
        for (int i = digits; i < MOST_DIGITS && value > 0; i++) {
            value *= 10;
        }
        return value;
    }

    /** Negative when it has something else than digits. */
    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** As {@link Instant#toString}: with as many groups of three decimals as it takes. */
    static String text(Instant instant) {
        long second = instant.getEpochSecond();
        if (second < FIRST || second > LAST) {
            return instant.toString();
        }
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(second, DAY));
        int time = (int) Math.floorMod(second, DAY);
        int nanos = instant.getNano();
        int decimals = nanos == 0 ? 0 : nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
        byte[] text = TEMPLATE.clone();
        digits(text, 4, day.getYear());
        digits(text, 7, day.getMonthValue());
        digits(text, 10, day.getDayOfMonth());
        digits(text, 13, time / 3_600);
        digits(text, 16, time / 60 % 60);
        digits(text, 19, time % 60);
        digits(text, 29, nanos);
        int end = decimals == 0 ? SECONDS_END : SECONDS_END + 1 + decimals;
        text[end] = 'Z';
        return new String(text, 0, end + 1, StandardCharsets.ISO_8859_1);
    }

    /** Writes over the zeros before that place. */
    private static void digits(byte[] text, int end, int number) {
        int rest = number;
        for (int i = end - 1; rest > 0; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
