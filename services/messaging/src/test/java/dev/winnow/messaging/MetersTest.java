package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.localservers.Eventually;
import dev.winnow.messaging.Echo.Said;
import dev.winnow.messaging.Echo.Say;
import dev.winnow.messaging.ops.MeterNames;
import dev.winnow.messaging.ops.Telemetry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests and calls are seen in the meters. */
class MetersTest {
    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void requestsAndCallsAreCountedByOutcome() {
        Telemetry service = Telemetry.none();
        Telemetry caller = Telemetry.none();
        Messaging echo = server.open("echo", service);
        echo.endpoint(
                Echo.SAY,
                EndpointPolicy.ofDefaults(),
                say -> {
                    if (say.text().equals("bad")) {
                        throw new ServiceErrorException(ErrorCode.NOT_FOUND, "no");
                    }
                    return new Said("");
                });
        echo.start();
        Client<Say, Said> client = server.open("caller", caller).client(Echo.SAY, EchoFixture.ONCE);

        client.call(new Say("good"));
        client.call(new Say("good"));
        assertThatThrownBy(() -> client.call(new Say("bad")));

        // The service counts after the reply is out.
        Eventually.that(
                Duration.ofSeconds(5),
                () -> service.meters().get(MeterNames.ENDPOINT_IN_FLIGHT).gauge().value() == 0);
        assertThat(count(service.meters(), MeterNames.ENDPOINT_REQUESTS, "ok")).isEqualTo(2);
        assertThat(count(service.meters(), MeterNames.ENDPOINT_REQUESTS, "not_found")).isEqualTo(1);
        assertThat(count(caller.meters(), MeterNames.CLIENT_CALLS, "ok")).isEqualTo(2);
        assertThat(count(caller.meters(), MeterNames.CLIENT_CALLS, "not_found")).isEqualTo(1);
        assertThat(caller.meters().get(MeterNames.CLIENT_CIRCUIT).gauge().value()).isZero();
        assertThat(caller.meters().get(MeterNames.CLIENT_IN_FLIGHT).gauge().value()).isZero();
        assertThat(service.meters().get(MeterNames.CONNECTED).gauge().value()).isEqualTo(1);
    }

    private static long count(MeterRegistry meters, String name, String outcome) {
        return meters.get(name).tag(MeterNames.TAG_OUTCOME, outcome).timer().count();
    }
}
