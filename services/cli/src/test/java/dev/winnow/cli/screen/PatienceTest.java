package dev.winnow.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.contracts.screening.PolicyReply;
import dev.winnow.contracts.screening.PolicyRequest;
import dev.winnow.contracts.screening.PolicyVersion;
import dev.winnow.contracts.screening.ScreeningContracts;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.Client;
import dev.winnow.messaging.EndpointPolicy;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NoRespondersException;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Telemetry;
import dev.winnow.testkit.TestNats;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PatienceTest {
    private static final PolicyReply POLICY =
            new PolicyReply(new PolicyVersion("p", "1", "sum"), "rules: []", Instant.EPOCH);

    private final TestNats nats = TestNats.fresh();
    private final Messaging messaging =
            Messaging.connect(
                    nats.config(), ServiceInfo.of("test", "1.0.0", "A test."), Telemetry.none());
    private final Client<PolicyRequest, PolicyReply> client =
            messaging.client(ScreeningContracts.POLICY, CallPolicy.ofDefaults().withMaxAttempts(1));

    @AfterEach
    void close() {
        messaging.close();
        nats.close();
    }

    @Test
    void aServiceThatComesLateIsAskedAgain() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        PolicyReply reply =
                new Patience(Duration.ofMinutes(1))
                        .call(() -> {
                            if (calls.incrementAndGet() == 2) {
                                messaging.endpoint(
                                        ScreeningContracts.POLICY,
                                        EndpointPolicy.ofDefaults(),
                                        _ -> POLICY);
                                messaging.start();
                            }
                            return client.call(new PolicyRequest());
                        });
        assertThat(reply).isEqualTo(POLICY);
        assertThat(calls).hasValue(2);
    }

    @Test
    void whenTheTimeIsOverTheLastFailureIsTold() {
        assertThatThrownBy(() ->
                        new Patience(Duration.ZERO).call(() -> client.call(new PolicyRequest())))
                .isInstanceOf(NoRespondersException.class);
    }
}
