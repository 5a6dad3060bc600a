package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.winnow.messaging.Echo.Said;
import dev.winnow.messaging.config.ConfigException;
import dev.winnow.messaging.config.Section;
import dev.winnow.messaging.ops.Telemetry;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What configuration says about a policy is in force, and what is in force can be seen. */
class PoliciesTest {
    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private Messaging configured(Map<String, String> values) {
        return server.open(
                "echo", Telemetry.none(), Policies.of(Section.of(Policies.SECTION, values)));
    }

    @Test
    void configurationOverridesTheCodeSettingBySetting() {
        Messaging echo =
                configured(
                        Map.of(
                                "policies.endpoint.echo.v1.say.concurrency", "3",
                                "WINNOW_POLICIES_CALL_ECHO_V1_SAY_CIRCUIT_OPEN_FOR", "7s",
                                "policies.consumer.TEST.worker.max-in-flight", "9"));
        echo.endpoint(Echo.SAY, EndpointPolicy.ofDefaults().withWaiting(5), s -> new Said(""));
        echo.client(Echo.SAY, CallPolicy.ofDefaults().withMaxAttempts(2));
        echo.consumer("TEST", "worker", ConsumerPolicy.ofDefaults());

        echo.start();

        PolicyStatus endpoint = status(echo, PolicyStatus.ENDPOINT);
        assertThat(endpoint.name()).isEqualTo("echo.v1.say");
        assertThat(endpoint.state()).isEqualTo("ok");
        assertThat(endpoint.settings())
                .containsEntry("concurrency", "3")
                .containsEntry("waiting", "5")
                .containsEntry("max-wait", "100ms");
        assertThat(status(echo, PolicyStatus.CALL).settings())
                .containsEntry("circuit.open-for", "7s")
                .containsEntry("max-attempts", "2");
    }

    @Test
    void nameThatTheServiceHasNotDeclaredStopsTheStartWithAllOfThem() {
        Messaging echo =
                configured(
                        Map.of(
                                "policies.endpoint.echo.v1.sai.concurrency", "3",
                                "policies.call.echo.v1.say.tmeout", "3s"));
        echo.endpoint(Echo.SAY, EndpointPolicy.ofDefaults(), say -> new Said(""));
        echo.client(Echo.SAY, CallPolicy.ofDefaults());

        ConfigException refused = catchThrowableOfType(ConfigException.class, echo::start);

        assertThat(refused.problems())
                .containsExactly(
                        "unknown key policies.call.echo.v1.say.tmeout; did you mean"
                                + " policies.call.echo.v1.say.timeout?",
                        "unknown key policies.endpoint.echo.v1.sai.concurrency; did you mean"
                                + " policies.endpoint.echo.v1.say.concurrency?");
    }

    private static PolicyStatus status(Messaging messaging, String kind) {
        return messaging.policies().stream()
                .filter(policy -> policy.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
