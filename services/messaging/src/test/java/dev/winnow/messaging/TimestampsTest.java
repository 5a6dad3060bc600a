package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimestampsTest {
    @Test
    void whatAnInstantWritesIsReadBack() {
        Random random = new Random(42);
        for (int i = 0; i < 2_000; i++) {
            long second = random.nextLong(253_402_300_800L) - 62_167_219_200L / 2;
            Instant instant = Instant.ofEpochSecond(second, random.nextInt(1_000_000_000));
            Instant shorter = Instant.ofEpochMilli(instant.toEpochMilli());
            for (Instant each : new Instant[] {instant, shorter, Instant.ofEpochSecond(second)}) {
                assertThat(Timestamps.utc(each.toString())).isIn(each, null);
                assertThat(Timestamps.text(each)).isEqualTo(each.toString());
                if (each.toString().charAt(4) == '-') {
                    assertThat(Timestamps.utc(each.toString())).isEqualTo(each);
                }
            }
        }
    }

    @Test
    void instantsAreWrittenAsTheGeneralFormatterWritesThem() {
        for (String text :
                new String[] {
                    "0000-01-01T00:00:00Z",
                    "-0001-12-31T23:59:59.999999999Z",
                    "1969-12-31T23:59:59.000000001Z",
                    "1970-01-01T00:00:00Z",
                    "2026-11-22T10:00:00.120Z",
                    "2026-11-22T10:00:00.000120Z",
                    "9999-12-31T23:59:59.999Z",
                    "+10000-01-01T00:00:00Z"
                }) {
            assertThat(Timestamps.text(Instant.parse(text))).isEqualTo(text);
        }
    }

    @Test
    void fractionsOfAnyLengthAreRead() {
        assertThat(Timestamps.utc("2026-01-02T03:04:05.1Z"))
                .isEqualTo(Instant.parse("2026-01-02T03:04:05.100Z"));
        assertThat(Timestamps.utc("2026-01-02T03:04:05.000000001Z"))
                .isEqualTo(Instant.parse("2026-01-02T03:04:05.000000001Z"));
    }

    @Test
    void whatIsNotOfTheUsualFormIsLeftToTheGeneralParser() {
        for (String text :
                new String[] {
                    "",
                    "Z",
                    "2026-01-02T03:04:05+01:00",
                    "2026-02-29T00:00:00Z",
                    "2026-13-01T00:00:00Z",
                    "2026-01-00T00:00:00Z",
                    "2026-01-01T24:00:00Z",
                    "2026-01-01T00:60:00Z",
                    "2026-01-01T00:00:60Z",
                    "2026-01-01T00:00:00.Z",
                    "2026-01-01T00:00:00.1234567890Z",
                    "2026-01-01T00:00:00.12a4Z",
                    "2026-01-01T00:00:0aZ",
                    "2026-01-01 00:00:00Z",
                    "2026-01-01t00:00:00z",
                    "yesterday, or so it seems"
                }) {
            assertThat(Timestamps.utc(text)).as(text).isNull();
        }
    }

    @Test
    void datesAreReadAsTheGeneralParserReadsThem() {
        LocalDate day = LocalDate.of(1999, 1, 1);
        for (int i = 0; i < 20_000; i++, day = day.plusDays(1)) {
            assertThat(Timestamps.date(day.toString())).isEqualTo(day);
        }
        for (String text :
                new String[] {
                    "",
                    "2026-02-29",
                    "2026-00-01",
                    "2026-01-32",
                    "2026-1-1",
                    "2026-01-0a",
                    "2026/01/01",
                    "-2026-01-01",
                    "2026-01-01T",
                    "+12026-01-01"
                }) {
            assertThat(Timestamps.date(text)).as(text).isNull();
        }
    }
}
