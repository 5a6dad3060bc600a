package dev.winnow.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.config.ConfigException;
import dev.winnow.messaging.config.ConfigReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ScreeningConfigTest {
    private static final Map<String, String> SERVERS =
            Map.of(
                    "nats.urls", "nats://127.0.0.1:4222",
                    "probes.port", "0",
                    "database.url", "jdbc:postgresql://127.0.0.1:5432/screening",
                    "database.user", "screening",
                    "database.password", "invented");

    @Test
    void whatIsNotGivenTakesItsDocumentedDefault() {
        ScreeningConfig config = ConfigReader.read(ScreeningConfig.class, SERVERS);
        assertThat(config)
                .usingRecursiveComparison()
                .isEqualTo(
                        ScreeningConfig.of(
                                NatsConfig.of("nats://127.0.0.1:4222"), config.database()));
    }

    @Test
    void everyKeyIsRead() {
        Map<String, String> values = new HashMap<>(SERVERS);
        values.put("screening.policy-file", "/a.yaml");
        values.put("screening.concurrency", "1");
        values.put("screening.attempts", "2");
        values.put("screening.first-backoff", "3ms");
        values.put("screening.max-backoff", "4ms");
        values.put("screening.check-timeout", "5s");
        values.put("screening.run-timeout", "6s");
        values.put("screening.lease", "7s");
        values.put("screening.sweep-interval", "8s");
        values.put("watchlist.threshold", "0.9");
        values.put("watchlist.hits", "10");
        values.put("velocity.enabled", "true");
        values.put("rescreening.batch", "12");
        values.put("rescreening.concurrency", "13");
        values.put("rescreening.batch-timeout", "14s");
        values.put("rescreening.lease", "15s");
        values.put("rescreening.interval", "16s");
        values.put("rescreening.first-backoff", "17s");
        values.put("rescreening.max-backoff", "18s");
        values.put("drain-limit", "11s");
        ScreeningConfig config = ConfigReader.read(ScreeningConfig.class, values);
        assertThat(config.screening())
                .isEqualTo(
                        new ScreeningConfig.Screening(
                                Optional.of(Path.of("/a.yaml")),
                                1,
                                2,
                                Duration.ofMillis(3),
                                Duration.ofMillis(4),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(6),
                                Duration.ofSeconds(7),
                                Duration.ofSeconds(8)));
        assertThat(config.watchlist()).isEqualTo(new ScreeningConfig.Watchlist(0.9, 10));
        assertThat(config.velocity().enabled()).isTrue();
        assertThat(config.rescreening())
                .isEqualTo(
                        new ScreeningConfig.Rescreening(
                                12,
                                13,
                                Duration.ofSeconds(14),
                                Duration.ofSeconds(15),
                                Duration.ofSeconds(16),
                                Duration.ofSeconds(17),
                                Duration.ofSeconds(18)));
        assertThat(config.drainLimit()).hasSeconds(11);
    }

    @Test
    void limitsHaveNoKeysBesidePolicies() {
        List<String> gone =
                List.of("watchlist.timeout", "watchlist.max-attempts", "events.max-deliveries");
        Map<String, String> values = new HashMap<>(SERVERS);
        gone.forEach(key -> values.put(key, "1"));
        values.put("policies.call.watchlist.v1.screen.timeout", "1s");
        ConfigException refused =
                catchThrowableOfType(
                        ConfigException.class,
                        () -> ConfigReader.read(ScreeningConfig.class, values));
        assertThat(refused.problems()).hasSameSizeAs(gone);
        for (String key : gone) {
            assertThat(refused.problems())
                    .anySatisfy(problem -> assertThat(problem).contains("unknown key " + key));
        }
    }
}
