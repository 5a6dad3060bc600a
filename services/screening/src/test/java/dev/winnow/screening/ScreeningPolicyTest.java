package dev.winnow.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.winnow.contracts.Decision;
import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.screening.LoadPolicyReply;
import dev.winnow.contracts.screening.LoadPolicyRequest;
import dev.winnow.contracts.screening.PolicyRequest;
import dev.winnow.contracts.screening.ScreeningContracts;
import dev.winnow.contracts.screening.ScreeningResult;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.ServiceErrorException;
import dev.winnow.messaging.ops.Health;
import dev.winnow.messaging.ops.Telemetry;
import dev.winnow.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies of the running service: loaded, followed, refused. */
class ScreeningPolicyTest {
    private static final Duration SOON = ScreeningFixture.SOON;

    private final ScreeningFixture fixture = Servers.fixture();
    private final FakeWatchlist watchlist = FakeWatchlist.start(fixture.nats, FakeWatchlist.CLEAR);

    @AfterEach
    void close() {
        watchlist.close();
        fixture.close();
    }

    @Test
    void aPolicyIsPutInForceForEveryInstanceAndABrokenOneIsRefused() {
        fixture.start();
        fixture.start();
        String yaml =
                """
                name: strict
                version: 1
                rules:
                  - code: NOBODY
                    when: 'true'
                    outcome: reject
                    reason: nobody today
                default: {code: OK, outcome: approve, reason: fine}
                """;
        LoadPolicyReply reply = load(yaml);
        assertThat(reply.changed()).isTrue();
        assertThat(load(yaml).changed()).isFalse();

        ServiceErrorException refusal =
                catchThrowableOfType(
                        ServiceErrorException.class,
                        () -> load(yaml.replace("'true'", "applicant.nam == ''")));
        assertThat(refusal.code()).isEqualTo(ErrorCode.UNPROCESSABLE);
        assertThat(refusal).hasMessageContaining("line 5: NOBODY: undefined field 'nam'");
        assertThat(refusal.violations())
                .singleElement()
                .extracting("field")
                .isEqualTo("yaml line 5");

        // Either instance may answer or decide; soon both go by the new one.
        AtomicInteger inARow = new AtomicInteger();
        Eventually.that(
                SOON,
                () -> {
                    String name =
                            fixture.driver
                                    .client(ScreeningContracts.POLICY, CallPolicy.ofDefaults())
                                    .call(new PolicyRequest())
                                    .policy()
                                    .name();
                    return name.equals("strict")
                            ? inARow.incrementAndGet() > 20
                            : inARow.getAndSet(0) < 0;
                });
        ScreeningResult result = fixture.result(fixture.submit(Samples.person()));
        assertThat(result.decision()).isEqualTo(Decision.REJECT);
        assertThat(result.policy()).isEqualTo(reply.policy());
    }

    @Test
    void withoutAUsablePolicyItDoesNotStartAndSaysWhy(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("policy.yaml"), "name: broken\nversion: 1\n");
        ScreeningConfig config = fixture.config();
        ScreeningConfig broken = config.withScreening(config.screening().withPolicyFile(file));
        assertThatThrownBy(() -> ScreeningService.start(broken, Telemetry.none(), new Health()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no policy can be put in force: " + file)
                .hasMessageContaining("line 1: the file has no rules");

        fixture.start().close();
        fixture.start(broken); // now there is an older one
        assertThat(fixture.result(fixture.submit(Samples.person())).policy().name())
                .isEqualTo("winnow-default");
    }

    private LoadPolicyReply load(String yaml) {
        return fixture.driver
                .client(ScreeningContracts.LOAD_POLICY, CallPolicy.ofDefaults())
                .call(new LoadPolicyRequest(yaml));
    }
}
