package dev.winnow.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

/** JSON as it goes over the wire. */
class JsonTest {
    record Thing(Instant at, LocalDate day, BigDecimal amount, Duration span) {}

    private static final Thing THING =
            new Thing(
                    Instant.parse("2026-11-21T10:00:00.123456789Z"),
                    LocalDate.of(2026, 11, 21),
                    new BigDecimal("12345678901234567890.10"),
                    Duration.ofMillis(1500));

    @Test
    void datesAreIsoTextAndDecimalsAreExact() {
        String json = new String(Json.write(THING), UTF_8);

        assertThat(json)
                .contains("\"2026-11-21T10:00:00.123456789Z\"")
                .contains("\"2026-11-21\"")
                .contains("12345678901234567890.10");
        assertThat(Json.read(json.getBytes(UTF_8), Thing.class)).isEqualTo(THING);
    }

    @Test
    void fieldsNobodyKnowsAreIgnoredAndWhatFollowsTheEndIsNot() {
        assertThat(
                        Json.read("{\"new\":1,\"day\":\"2026-11-21\"}".getBytes(UTF_8), Thing.class)
                                .day())
                .isEqualTo(THING.day());
        assertThatThrownBy(() -> Json.read("{} {}".getBytes(UTF_8), Thing.class))
                .isInstanceOf(JacksonException.class);
    }
}
