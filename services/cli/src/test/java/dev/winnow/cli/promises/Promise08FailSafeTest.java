package dev.winnow.cli.promises;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.applications.ApplicationsConfig;
import dev.winnow.applications.ApplicationsService;
import dev.winnow.contracts.Decision;
import dev.winnow.contracts.applications.ApplicationStatus;
import dev.winnow.contracts.applications.ApplicationSummary;
import dev.winnow.contracts.applications.ApplicationsContracts;
import dev.winnow.contracts.applications.GetRequest;
import dev.winnow.contracts.screening.CheckStatus;
import dev.winnow.contracts.screening.ResultRequest;
import dev.winnow.contracts.screening.ScreeningContracts;
import dev.winnow.contracts.screening.ScreeningResult;
import dev.winnow.contracts.watchlist.ListVersion;
import dev.winnow.contracts.watchlist.ScreenReply;
import dev.winnow.contracts.watchlist.ScreenRequest;
import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.EndpointPolicy;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.Policies;
import dev.winnow.messaging.RequestHandler;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.config.Section;
import dev.winnow.messaging.ops.Health;
import dev.winnow.messaging.ops.Telemetry;
import dev.winnow.screening.ScreeningConfig;
import dev.winnow.screening.ScreeningService;
import dev.winnow.testkit.Eventually;
import dev.winnow.testkit.TestDatabase;
import dev.winnow.testkit.TestNats;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No check that could not be made ever turns into an approval. */
final class Promise08FailSafeTest {
    private final TestNats nats = TestNats.fresh();
    private final Messaging caller = connect("caller");
    private final ApplicationsService applications =
            ApplicationsService.start(
                    ApplicationsConfig.of(nats.config(), TestDatabase.fresh().config()),
                    Telemetry.none(),
                    new Health());
    private final ScreeningService screening =
            ScreeningService.start(impatient(), Telemetry.none(), new Health());
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable Messaging watchlist;

    @AfterEach
    void close() {
        ended.countDown();
        if (watchlist != null) {
            watchlist.close();
        }
        screening.close();
        applications.close();
        caller.close();
        nats.close();
    }

    @Test
    void anApplicantWhomTheWatchListClearsIsApproved() {
        ListVersion list = new ListVersion("test", 1, 1, 1, "00", Instant.now());
        watchlist = watchlist(request -> new ScreenReply(List.of(), List.of(list), "test"));
        assertThat(decided().status()).isEqualTo(ApplicationStatus.APPROVED);
    }

    @Test
    void withoutAWatchListTheSameApplicantIsReferred() {
        assertReferred();
    }

    @Test
    void withAWatchListThatFailsTheSameApplicantIsReferred() {
        watchlist =
                watchlist(request -> {
                    throw new IllegalStateException("broken");
                });
        assertReferred();
    }

    @Test
    void withAWatchListThatIsTooSlowTheSameApplicantIsReferred() {
        watchlist =
                watchlist(request -> {
                    ended.await(30, TimeUnit.SECONDS);
                    return new ScreenReply(List.of(), List.of(), "test");
                });
        assertReferred();
    }

    @Test
    void withAWatchListThatHasNoListTheSameApplicantIsReferred() {
        watchlist = watchlist(request -> new ScreenReply(List.of(), List.of(), "test"));
        assertReferred();
    }

    private void assertReferred() {
        ApplicationSummary application = decided();
        assertThat(application.status()).isEqualTo(ApplicationStatus.REFERRED);
        ScreeningResult result =
                caller.client(ScreeningContracts.RESULT, CallPolicy.ofDefaults())
                        .call(new ResultRequest(application.applicationId()));
        assertThat(result.decision()).isEqualTo(Decision.REFER);
        assertThat(result.checks())
                .filteredOn(check -> check.status() == CheckStatus.UNAVAILABLE)
                .singleElement()
                .extracting("check")
                .isEqualTo("watchlist");
    }

    private ApplicationSummary decided() {
        String id =
                caller.client(ApplicationsContracts.SUBMIT, CallPolicy.ofDefaults())
                        .call(Applicant.blameless())
                        .application()
                        .applicationId();
        Eventually.that(House.SOON, () -> get(id).decidedAt() != null);
        return get(id);
    }

    private ApplicationSummary get(String id) {
        return caller.client(ApplicationsContracts.GET, CallPolicy.ofDefaults())
                .call(new GetRequest(id, null))
                .application();
    }

    private Messaging watchlist(RequestHandler<ScreenRequest, ScreenReply> handler) {
        Messaging service = connect("watchlist");
        service.endpoint(WatchlistContracts.SCREEN, EndpointPolicy.ofDefaults(), handler);
        service.start();
        return service;
    }

    private Messaging connect(String name) {
        ServiceInfo info = ServiceInfo.of(name, "1.0.0", "A test.");
        return Messaging.connect(nats.config(), info, Telemetry.none());
    }

    /** Quick attempts, so that a test need not wait. */
    private ScreeningConfig impatient() {
        return ScreeningConfig.of(nats.config(), TestDatabase.fresh().config())
                .withScreening(
                        new ScreeningConfig.Screening(
                                Optional.empty(),
                                8,
                                3,
                                Duration.ofMillis(20),
                                Duration.ofMillis(100),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(8),
                                Duration.ofSeconds(12),
                                Duration.ofMillis(20)))
                .withPolicies(
                        Section.of(
                                Policies.SECTION,
                                Map.of(
                                        "policies.call.watchlist.v1.screen.timeout", "500ms",
                                        "policies.call.watchlist.v1.screen.max-attempts", "1")));
    }
}
