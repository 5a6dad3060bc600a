package dev.winnow.screening;

import dev.winnow.contracts.Streams;
import dev.winnow.contracts.applications.ApplicationsContracts;
import dev.winnow.contracts.screening.HistoryRequest;
import dev.winnow.contracts.screening.LoadPolicyRequest;
import dev.winnow.contracts.screening.PolicyRequest;
import dev.winnow.contracts.screening.RescreeningsRequest;
import dev.winnow.contracts.screening.ResultRequest;
import dev.winnow.contracts.screening.ScreeningContracts;
import dev.winnow.contracts.watchlist.ListChanged;
import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.testkit.ConsumerKit;
import dev.winnow.testkit.EndpointKit;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every endpoint and the consumer of the service, put through the contract kit. */
final class ContractTest {
    private static final int MAX_PAYLOAD = 64 << 10;
    private static final int POLICY_BYTES = 2 << 20;

    private final ScreeningFixture fixture = Servers.fixture();
    private final FakeWatchlist watchlist = FakeWatchlist.start(fixture.nats, FakeWatchlist.CLEAR);

    @AfterEach
    void end() {
        watchlist.close();
        fixture.close();
    }

    @Test
    void endpoints() {
        fixture.start();
        String id = fixture.submit(Samples.person());
        fixture.result(id);
        EndpointKit.of(ScreeningContracts.RESULT, new ResultRequest(id))
                .maxPayload(MAX_PAYLOAD)
                .against(fixture.nats)
                .check();
        EndpointKit.of(ScreeningContracts.POLICY, new PolicyRequest())
                .maxPayload(MAX_PAYLOAD)
                .against(fixture.nats)
                .check();
        EndpointKit.of(ScreeningContracts.HISTORY, new HistoryRequest(id, null, null))
                .maxPayload(MAX_PAYLOAD)
                .against(fixture.nats)
                .check();
        EndpointKit.of(ScreeningContracts.RESCREENINGS, new RescreeningsRequest(null, null))
                .maxPayload(MAX_PAYLOAD)
                .against(fixture.nats)
                .check();
        String yaml =
                fixture.driver
                        .client(ScreeningContracts.POLICY, CallPolicy.ofDefaults())
                        .call(new PolicyRequest())
                        .yaml();
        EndpointKit.of(ScreeningContracts.LOAD_POLICY, new LoadPolicyRequest(yaml))
                .maxPayload(POLICY_BYTES)
                .against(fixture.nats)
                .check();
    }

    @Test
    void submitted() {
        ConsumerKit.of(
                        Streams.SCREENING_SUBMITTED,
                        ApplicationsContracts.SUBMITTED,
                        () ->
                                ScreeningFixture.submitted(
                                        UUID.randomUUID().toString(), Samples.person()))
                .counting(event -> fixture.completed(event.applicationId()).size())
                .serving(fixture::start)
                .against(fixture.nats)
                .check();
    }

    @Test
    void listChanged() {
        AtomicInteger version = new AtomicInteger();
        ConsumerKit.of(
                        Streams.SCREENING_LISTS,
                        WatchlistContracts.CHANGED,
                        () ->
                                new ListChanged(
                                        "list-" + version.incrementAndGet(),
                                        null,
                                        1,
                                        1,
                                        0,
                                        0,
                                        Instant.now()))
                .counting(event ->
                        fixture.driver
                                .client(ScreeningContracts.RESCREENINGS, CallPolicy.ofDefaults())
                                .call(new RescreeningsRequest(event.list(), null))
                                .rescreenings()
                                .size())
                .serving(fixture::start)
                .against(fixture.nats)
                .check();
    }
}
