package dev.winnow.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

    record Checked(int number, @Nullable String text) {
        Checked {
            if (number < 0) {
                throw new IllegalArgumentException("number must not be negative");
            }
        }
    }

    record Formed(@JsonFormat(pattern = "yyyy", timezone = "UTC") Instant at) {}

    @Test
    void aTimestampMayHaveAnOffsetOrAFormOfItsOwn() {
        String offset = "{\"at\":\"2026-11-21T11:00:00.5+01:00\"}";
        assertThat(Json.read(offset.getBytes(UTF_8), Thing.class).at())
                .isEqualTo(Instant.parse("2026-11-21T10:00:00.5Z"));
        assertThat(new String(Json.write(new Formed(THING.at())), UTF_8))
                .isEqualTo("{\"at\":\"2026\"}");
        assertThatThrownBy(() -> Json.read("{\"at\":\"soon\"}".getBytes(UTF_8), Thing.class))
                .isInstanceOf(JacksonException.class);
    }

    record Other(@JsonFormat(pattern = "dd.MM.yyyy") LocalDate day, List<Checked> all) {}

    @Test
    void aRecordThatRefusesItsValuesIsBadInputWithThePathToIt() {
        String json = "{\"all\":[{\"number\":1,\"text\":\"a\"},{\"number\":-1}]}";
        assertThatThrownBy(() -> Json.read(json.getBytes(UTF_8), Other.class))
                .isInstanceOfSatisfying(
                        JacksonException.class, e -> assertThat(e.getPath()).hasSize(2))
                .hasMessageContaining("must not be negative");
        assertThat(Json.read("{\"number\":0}".getBytes(UTF_8), Checked.class))
                .isEqualTo(new Checked(0, null));
    }

    @Test
    void datesOfOtherFormsAreReadOrRefusedAsTheContractSays() {
        assertThat(Json.read("{\"day\":\"21.11.2026\"}".getBytes(UTF_8), Other.class).day())
                .isEqualTo(THING.day());
        for (String bad : List.of("\"2026-02-30\"", "\"tomorrow\"", "true", "{}")) {
            assertThatThrownBy(
                            () -> Json.read(("{\"day\":" + bad + "}").getBytes(UTF_8), Thing.class))
                    .isInstanceOf(JacksonException.class);
        }
        assertThat(Json.read("{\"day\":null}".getBytes(UTF_8), Thing.class).day()).isNull();
        assertThat(Json.read("{\"day\":\"+12026-01-01\"}".getBytes(UTF_8), Thing.class).day())
                .isEqualTo(LocalDate.of(12026, 1, 1));
    }
}
