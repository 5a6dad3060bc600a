package dev.winnow.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.config.ConfigException;
import dev.winnow.messaging.config.ConfigReader;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ApplicationsConfigTest {
    private static final Map<String, String> SERVERS =
            Map.of(
                    "nats.urls", "nats://127.0.0.1:4222",
                    "probes.port", "0",
                    "database.url", "jdbc:postgresql://127.0.0.1:5432/applications",
                    "database.user", "applications",
                    "database.password", "invented");

    @Test
    void whatIsNotGivenTakesItsDocumentedDefault() {
        ApplicationsConfig config = ConfigReader.read(ApplicationsConfig.class, SERVERS);
        assertThat(config)
                .usingRecursiveComparison()
                .isEqualTo(
                        ApplicationsConfig.of(
                                NatsConfig.of("nats://127.0.0.1:4222"), config.database()));
        assertThat(config.drainLimit()).hasSeconds(20);
    }

    @Test
    void limitsHaveNoKeysBesidePolicies() {
        Map<String, String> values = new HashMap<>(SERVERS);
        values.put("endpoints.concurrency", "64");
        values.put("events.max-in-flight", "64");
        values.put("policies.endpoint.applications.v1.submit.concurrency", "32");
        ConfigException refused =
                catchThrowableOfType(
                        ConfigException.class,
                        () -> ConfigReader.read(ApplicationsConfig.class, values));
        assertThat(refused.problems())
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem).contains("endpoints.concurrency"))
                .anySatisfy(problem -> assertThat(problem).contains("events.max-in-flight"));
    }
}
