package dev.winnow.watchlist.adapter.out.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.datastore.Datastore;
import dev.winnow.messaging.ops.Telemetry;
import dev.winnow.testkit.TestDatabase;
import dev.winnow.watchlist.domain.ListFormat;
import dev.winnow.watchlist.domain.Source;
import dev.winnow.watchlist.domain.SourceStatus;
import dev.winnow.watchlist.domain.Validator;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the instances know of the sources, on a real PostgreSQL. */
final class JdbiSourcesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Source SOURCE = source("https://a.example/list.csv");
    private static final Map<String, Validator> KNOWN = Map.of("", new Validator("\"1\"", "then"));

    private final TestDatabase database = TestDatabase.fresh();
    private final Datastore datastore =
            Datastore.open("watchlist", database.config(), Telemetry.none());
    private final JdbiSources sources = new JdbiSources(datastore);

    @AfterEach
    void close() {
        datastore.close();
    }

    @Test
    void aTurnIsTakenOnceUntilItIsOverOrTheListComesFromElsewhere() {
        Instant end = NOW.plus(HOUR);
        assertThat(sources.claim(SOURCE, NOW, end)).isTrue();
        assertThat(sources.claim(SOURCE, NOW, end)).isFalse();
        assertThat(sources.claim(SOURCE, end.minusMillis(1), end)).isFalse();
        assertThat(sources.claim(SOURCE, end, end.plus(HOUR))).isTrue();
        assertThat(sources.claim(source("/elsewhere.csv"), end, end.plus(HOUR))).isTrue();
    }

    @Test
    void whatIsKnownOfFilesHoldsForTheirPlaceOnly() {
        sources.succeeded(SOURCE, KNOWN, NOW, NOW.plus(HOUR));

        assertThat(sources.validators(SOURCE)).isEqualTo(KNOWN);
        assertThat(sources.validators(source("/elsewhere.csv"))).isEmpty();
        sources.claim(source("/elsewhere.csv"), NOW, NOW.plus(HOUR));
        assertThat(sources.validators(SOURCE)).isEmpty();
        assertThat(sources.validators(source("/elsewhere.csv"))).isEmpty();
    }

    @Test
    void failuresAreCountedUntilItGoesWell() {
        assertThat(sources.failed(SOURCE, "line 3: is broken", NOW)).isEqualTo(1);
        assertThat(sources.failed(SOURCE, "line 4: is broken", NOW)).isEqualTo(2);
        sources.again(SOURCE, NOW.plus(HOUR));

        assertThat(sources.statuses())
                .containsExactly(
                        new SourceStatus(
                                "a",
                                Optional.of(NOW),
                                Optional.empty(),
                                NOW.plus(HOUR),
                                2,
                                Optional.of("line 4: is broken")));
        sources.unchanged(SOURCE, NOW, NOW.plus(HOUR));
        assertThat(status().failures()).isZero();
        assertThat(status().problem()).isEmpty();
        assertThat(status().succeededAt()).contains(NOW);
    }

    @Test
    void aProblemMayQuoteWhateverAFileHas() {
        String quote = "\u0000 \ud800 " + "\ud83d\ude00".repeat(2000);

        sources.failed(SOURCE, quote, NOW);

        assertThat(status().problem().orElseThrow())
                .startsWith("? ? \ud83d\ude00")
                .endsWith("\ud83d\ude00");
    }

    private SourceStatus status() {
        return sources.statuses().getFirst();
    }

    private static Source source(String location) {
        return new Source("a", ListFormat.CSV, location, HOUR, Optional.empty());
    }
}
