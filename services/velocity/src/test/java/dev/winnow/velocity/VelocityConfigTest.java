package dev.winnow.velocity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.messaging.config.ConfigException;
import dev.winnow.messaging.config.ConfigReader;
import dev.winnow.messaging.config.Secret;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class VelocityConfigTest {
    private static final String SECRET = "invented-secret-of-enough-letters";
    private static final Map<String, String> NEEDED =
            Map.of(
                    "database.url", "jdbc:postgresql://127.0.0.1:5432/velocity",
                    "database.user", "velocity",
                    "database.password", "invented",
                    "velocity.secret", SECRET);

    @Test
    void whatIsNotGivenTakesItsDocumentedDefault() {
        VelocityConfig config = ConfigReader.read(VelocityConfig.class, NEEDED);
        assertThat(config.velocity())
                .isEqualTo(VelocityConfig.Settings.ofDefaults(new Secret(SECRET)));
        assertThat(config.toString()).doesNotContain(SECRET);
    }

    @Test
    void everyKeyIsRead() {
        Map<String, String> values = new HashMap<>(NEEDED);
        values.put("velocity.per-key", "2");
        values.put("velocity.per-heading", "3");
        values.put("velocity.comparisons", "4");
        values.put("velocity.score", "0.7");
        values.put("velocity.duplicates", "5");
        values.put("velocity.tolerance", "6s");
        values.put("velocity.retention", "40d");
        values.put("velocity.sweep-interval", "7s");
        assertThat(ConfigReader.read(VelocityConfig.class, values).velocity())
                .isEqualTo(
                        new VelocityConfig.Settings(
                                new Secret(SECRET),
                                2,
                                3,
                                4,
                                0.7,
                                5,
                                Duration.ofSeconds(6),
                                Duration.ofDays(40),
                                Duration.ofSeconds(7)));
    }

    @Test
    void whatCannotBeIsRefused() {
        for (Map.Entry<String, String> bad :
                Map.of(
                                "velocity.secret", "too short",
                                "velocity.per-key", "0",
                                "velocity.score", "1.5",
                                "velocity.tolerance", "2h",
                                "velocity.retention", "30d",
                                "velocity.per-heading", "2000",
                                "velocity.windows", "1h")
                        .entrySet()) {
            Map<String, String> values = new HashMap<>(NEEDED);
            values.put(bad.getKey(), bad.getValue());
            assertThatThrownBy(() -> ConfigReader.read(VelocityConfig.class, values))
                    .as("%s", bad.getKey())
                    .isInstanceOf(ConfigException.class);
        }
        Map<String, String> without = new HashMap<>(NEEDED);
        without.remove("velocity.secret");
        assertThatThrownBy(() -> ConfigReader.read(VelocityConfig.class, without))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("velocity.secret");
    }
}
