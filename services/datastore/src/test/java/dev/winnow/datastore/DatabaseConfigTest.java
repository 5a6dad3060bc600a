package dev.winnow.datastore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.messaging.config.ConfigException;
import dev.winnow.messaging.config.ConfigReader;
import dev.winnow.messaging.config.Secret;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DatabaseConfigTest {
    private static final Map<String, String> NEEDED =
            Map.of("url", "jdbc:postgresql://db/shop", "user", "shop", "password", "s3cret");

    @Test
    void whatIsNotGivenTakesTheDocumentedDefault() {
        DatabaseConfig config = ConfigReader.read(DatabaseConfig.class, NEEDED);
        assertThat(config)
                .isEqualTo(
                        DatabaseConfig.ofDefaults(
                                "jdbc:postgresql://db/shop", "shop", new Secret("s3cret")));
        assertThat(config.maximumPoolSize()).isEqualTo(10);
        assertThat(config.connectionTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.statementTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.idleInTransactionTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.eventRetention()).isEqualTo(Duration.ofDays(7));
        assertThat(config.replicaUrl()).isEmpty();
        assertThat(config.inbox()).isEqualTo(new InboxConfig(2, 64));
        assertThat(config.toString()).doesNotContain("s3cret");
    }

    @Test
    void everyKeyIsUsed() {
        Map<String, String> values = new HashMap<>(NEEDED);
        values.put("maximum-pool-size", "3");
        values.put("connection-timeout", "250ms");
        values.put("statement-timeout", "1s");
        values.put("idle-in-transaction-timeout", "4s");
        values.put("event-retention", "2d");
        values.put("replica-url", "jdbc:postgresql://copy/shop");
        values.put("inbox.groups", "3");
        values.put("inbox.group-size", "7");
        values.put("timers.concurrency", "1");
        values.put("outbox.limit", "9");
        values.put("timers.per-second", "20");
        values.put("timers.max-attempts", "3");
        values.put("timers.backoff", "2s");
        values.put("timers.max-backoff", "1m");
        assertThat(ConfigReader.read(DatabaseConfig.class, values))
                .isEqualTo(
                        new DatabaseConfig(
                                "jdbc:postgresql://db/shop",
                                "shop",
                                new Secret("s3cret"),
                                3,
                                Duration.ofMillis(250),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(4),
                                Duration.ofDays(2),
                                Optional.of("jdbc:postgresql://copy/shop"),
                                new InboxConfig(3, 7),
                                new TimerConfig(
                                        1, 20, 3, Duration.ofSeconds(2), Duration.ofMinutes(1)),
                                new OutboxConfig(9)));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        Map<String, String> wrong =
                Map.of(
                        "url", "jdbc:mysql://db/shop",
                        "maximum-pool-size", "0",
                        "connection-timeout", "10ms",
                        "statement-timeout", "0ms",
                        "event-retention", "0s",
                        "inbox.groups", "0",
                        "inbox.group-size", "0",
                        "timers.concurrency", "0",
                        "timers.per-second", "1",
                        "timers.backoff", "0ms");
        wrong.forEach((key, value) -> {
            Map<String, String> values = new HashMap<>(NEEDED);
            values.put(key, value);
            assertThatThrownBy(() -> ConfigReader.read(DatabaseConfig.class, values))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining(key.replace('.', ' '));
        });
    }
}
