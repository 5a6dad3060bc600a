package dev.winnow.messaging.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a section of open names says, over what the program has. */
class OverridesTest {
    record Inner(Duration openFor) {}

    record Limits(int concurrency, Duration maxWait, Inner inner) {
        Limits {
            if (concurrency < 1) {
                throw new IllegalArgumentException("concurrency must be at least 1");
            }
        }
    }

    record Config(@Default("x") String name, Section limits) {}

    private static final Limits OWN =
            new Limits(64, Duration.ofMillis(100), new Inner(Duration.ofSeconds(2)));

    private static Overrides overrides(Map<String, String> values) {
        return new Overrides(ConfigReader.read(Config.class, values).limits());
    }

    @Test
    void settingByWhichNothingIsSaidStaysAsItIs() {
        Overrides overrides =
                overrides(
                        Map.of(
                                "limits.a.v1.b.max-wait", "2s",
                                "limits.a.v1.b.inner.open-for", "250ms"));

        assertThat(overrides.over("a.v1.b", OWN))
                .isEqualTo(
                        new Limits(64, Duration.ofSeconds(2), new Inner(Duration.ofMillis(250))));
        assertThat(overrides.over("a.v1.other", OWN)).isSameAs(OWN);
        assertThat(overrides.problems()).isEmpty();
    }

    @Test
    void environmentWins() {
        Section section =
                ConfigReader.load(
                                Config.class,
                                Map.of("WINNOW_LIMITS_STREAM_A_SOME_NAME_CONCURRENCY", "3"))
                        .limits();

        assertThat(new Overrides(section).over("STREAM_A.some-name", OWN).concurrency())
                .isEqualTo(3);
        Overrides both =
                new Overrides(
                        Section.of(
                                "limits",
                                Map.of(
                                        "limits.a.concurrency", "1",
                                        "WINNOW_LIMITS_A_CONCURRENCY", "2")));
        assertThat(both.over("a", OWN).concurrency()).isEqualTo(2);
        assertThat(both.problems()).isEmpty();
    }

    @Test
    void everythingWrongIsSaidAtOnceWithTheNearestName() {
        Overrides overrides =
                overrides(
                        Map.of(
                                "limits.call.a.v1.b.max-wait", "soon",
                                "limits.call.a.v1.c.concurrency", "0",
                                "limits.call.a.v1.bb.concurrency", "5",
                                "limits.call.a.v1.b.concurency", "5"));
        assertThat(overrides.over("call.a.v1.b", OWN)).isEqualTo(OWN);
        assertThat(overrides.over("call.a.v1.c", OWN)).isEqualTo(OWN);

        assertThat(overrides.problems())
                .containsExactlyInAnyOrder(
                        "limits.call.a.v1.b.max-wait must be a duration such as 250ms, 5s, 2m, not"
                                + " 'soon'",
                        "limits.call.a.v1.c concurrency must be at least 1",
                        "unknown key limits.call.a.v1.b.concurency; did you mean"
                                + " limits.call.a.v1.b.concurrency?",
                        "unknown key limits.call.a.v1.bb.concurrency; did you mean"
                                + " limits.call.a.v1.b.concurrency?");
    }

    @Test
    void unknownVariableIsAProblemToo() {
        Overrides overrides =
                new Overrides(Section.of("limits", Map.of("WINNOW_LIMITS_A_CONCURENCY", "2")));
        overrides.over("a", OWN);

        assertThat(overrides.problems())
                .containsExactly(
                        "unknown environment variable WINNOW_LIMITS_A_CONCURENCY; did you mean"
                                + " WINNOW_LIMITS_A_CONCURRENCY?");
    }

    @Test
    void keysOutsideTheSectionAreStillRefused() {
        ConfigException refused =
                catchThrowableOfType(
                        ConfigException.class,
                        () -> ConfigReader.read(Config.class, Map.of("limit.a.concurrency", "1")));

        assertThat(refused).hasMessageContaining("unknown key limit.a.concurrency");
    }

    @Test
    void recordIsDescribedAsOneWouldWriteIt() {
        assertThat(Overrides.describe(OWN))
                .containsExactly(
                        Map.entry("concurrency", "64"),
                        Map.entry("max-wait", "100ms"),
                        Map.entry("inner.open-for", "2s"));
    }
}
