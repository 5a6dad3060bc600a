package dev.winnow.applications.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class ApplicationIdTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private final RandomGenerator random = new Random(7);

    @Test
    void isAUuidOfVersionSevenWithTheTimeInFront() {
        ApplicationId id = ApplicationId.at(NOW, random);
        assertThat(id.value().version()).isEqualTo(7);
        assertThat(id.value().variant()).isEqualTo(2);
        assertThat(id.value().getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void sortsByAge() {
        ApplicationId older = ApplicationId.at(NOW, random);
        for (int i = 1; i < 200; i++) {
            ApplicationId newer = ApplicationId.at(NOW.plusMillis(i), random);
            assertThat(newer).isGreaterThan(older);
            assertThat(newer.toString()).isGreaterThan(older.toString());
            older = newer;
        }
    }

    @Test
    void isReadBackFromItsOneSpelling() {
        ApplicationId id = ApplicationId.at(NOW, random);
        assertThat(ApplicationId.parse(id.toString())).contains(id);
        assertThat(ApplicationId.parse("1-1-1-1-1")).isEmpty();
        assertThat(ApplicationId.parse("")).isEmpty();
        assertThat(ApplicationId.parse("not an id")).isEmpty();
    }
}
