package dev.winnow.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.winnow.contracts.Decision;
import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.Reason;
import dev.winnow.contracts.screening.CheckStatus;
import dev.winnow.contracts.screening.ScreeningResult;
import dev.winnow.messaging.EventMessage;
import dev.winnow.messaging.ServiceErrorException;
import dev.winnow.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The service on a real NATS and a real PostgreSQL, with a stand-in watch list on the wire. */
class ScreeningServiceTest {
    private static final Duration SOON = ScreeningFixture.SOON;

    private final ScreeningFixture fixture = Servers.fixture();
    private final FakeWatchlist watchlist = FakeWatchlist.start(fixture.nats, FakeWatchlist.CLEAR);

    @AfterEach
    void close() {
        watchlist.close();
        fixture.close();
    }

    @Test
    void whoIsClearIsApprovedWithTheEvidence() {
        fixture.start();
        String id = fixture.submit(Samples.person());
        ScreeningResult result = fixture.result(id);
        assertThat(result.decision()).isEqualTo(Decision.APPROVE);
        assertThat(result.reasons()).extracting(Reason::code).containsExactly("NO_OBJECTION");
        assertThat(result.checks()).hasSize(6);
        assertThat(result.checks().getFirst().evidence().getFirst())
                .startsWith("list invented version 1");
        assertThat(result.policy().name()).isEqualTo("winnow-default");
        assertThat(fixture.ask(id)).isEqualTo(result);
    }

    @Test
    void whoIsListedIsReferredWithTheHit() {
        watchlist.answers(FakeWatchlist.HIT);
        fixture.start();
        ScreeningResult result = fixture.result(fixture.submit(Samples.person()));
        assertThat(result.decision()).isEqualTo(Decision.REFER);
        assertThat(result.reasons()).extracting(Reason::code).containsExactly("WATCHLIST_HIT");
        assertThat(result.hits()).singleElement().extracting("entry").isEqualTo("17");
    }

    @Test
    void anAbsentWatchlistIsTriedAgainThenRefersAndNeverApproves() {
        watchlist.close();
        fixture.start();
        assertUnavailable(fixture.result(fixture.submit(Samples.person())));
    }

    @Test
    void aSlowWatchlistRefersInTheEnd() {
        CountDownLatch never = new CountDownLatch(1);
        watchlist.answers(request -> {
            never.await();
            return FakeWatchlist.CLEAR.to(request);
        });
        fixture.start();
        assertUnavailable(fixture.result(fixture.submit(Samples.person())));
        never.countDown();
    }

    @Test
    void aWatchlistThatRecoversIsUsed() {
        AtomicInteger failures = new AtomicInteger(2);
        watchlist.answers(request -> {
            if (failures.getAndDecrement() > 0) {
                throw new ServiceErrorException(ErrorCode.UNAVAILABLE, "no list loaded");
            }
            return FakeWatchlist.CLEAR.to(request);
        });
        fixture.start();
        ScreeningResult result = fixture.result(fixture.submit(Samples.person()));
        assertThat(result.decision()).isEqualTo(Decision.APPROVE);
        assertThat(result.checks().getFirst().attempts()).isEqualTo(3);
        assertThat(result.checks().get(1).attempts()).as("made once").isEqualTo(1);
    }

    @Test
    void eventsDeliveredAgainHaveOneEffect() {
        fixture.start();
        EventMessage event = fixture.event("dup-" + System.nanoTime(), Samples.person());
        String id = event.subject().substring(event.subject().lastIndexOf('.') + 1);
        fixture.publish(event);
        // The same event under another message id, as a redrive would; then another event about it.
        fixture.publish(
                new EventMessage(
                        event.stream(),
                        event.subject(),
                        event.id() + "-again",
                        event.headers(),
                        event.body()));
        fixture.publish(fixture.event(id, Samples.person()));
        fixture.awaitConsumed();
        fixture.result(id);
        // What comes later on the same path has passed: no second event is under way.
        fixture.result(fixture.submit(Samples.person()));
        assertThat(fixture.completed(id)).hasSize(1);
    }

    @Test
    void aScreeningWhoseHolderDiedIsTakenUpByTheSweeper() {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch hold = new CountDownLatch(1);
        watchlist.answers(request -> {
            asked.countDown();
            hold.await();
            return FakeWatchlist.CLEAR.to(request);
        });
        ScreeningService first = fixture.start();
        String id = fixture.submit(Samples.person());
        await(asked);
        first.close(); // as a crash: nothing is drained
        hold.countDown();
        watchlist.answers(FakeWatchlist.CLEAR);
        expireLease(id);
        fixture.start();
        assertThat(fixture.result(id).decision()).isEqualTo(Decision.APPROVE);
        assertThat(fixture.completed(id)).hasSize(1);
    }

    @Test
    void aStalledHolderChangesNothing() {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch stalled = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        watchlist.answers(request -> {
            if (calls.getAndIncrement() == 0) {
                asked.countDown();
                stalled.await();
                return FakeWatchlist.HIT.to(request);
            }
            return FakeWatchlist.CLEAR.to(request);
        });
        fixture.start(fixture.config().withPolicies(ScreeningFixture.watchlistWithin("20s")));
        String id = fixture.submit(Samples.person());
        await(asked);
        expireLease(id);
        ScreeningResult taken = fixture.result(id);
        stalled.countDown();
        // The stalled one has written, or been refused, before a later screening ends.
        fixture.result(fixture.submit(Samples.person()));
        assertThat(fixture.ask(id)).isEqualTo(taken);
        assertThat(taken.decision()).isEqualTo(Decision.APPROVE);
        assertThat(fixture.completed(id)).hasSize(1);
    }

    @Test
    void noMoreRunAtOnceThanAllowedAndAllEnd() {
        fixture.start();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ids.add(fixture.submit(Samples.person()));
        }
        ids.forEach(fixture::result);
        assertThat(watchlist.mostAtOnce()).isLessThanOrEqualTo(8);
        assertThat(watchlist.questions()).isEqualTo(100);
    }

    @Test
    void aDrainFinishesWhatRunsAndNothingIsDeliveredAgain() {
        ScreeningService service = fixture.start();
        int before = fixture.redeliveries();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            ids.add(fixture.submit(Samples.person()));
        }
        Eventually.that(SOON, () -> watchlist.questions() > 5);
        service.drain(Duration.ofSeconds(20));
        service.close();
        fixture.start();
        ids.forEach(fixture::result);
        assertThat(ids).allSatisfy(id -> assertThat(fixture.completed(id)).hasSize(1));
        assertThat(fixture.redeliveries()).isEqualTo(before);
        assertThat(watchlist.questions()).as("nothing was asked twice").isEqualTo(60);
    }

    @Test
    void theResultIsNotFoundUntilThereIsOne() {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch hold = new CountDownLatch(1);
        watchlist.answers(request -> {
            asked.countDown();
            hold.await();
            return FakeWatchlist.CLEAR.to(request);
        });
        fixture.start();
        assertNotFound("unknown", "no screening of this application has begun");
        String id = fixture.submit(Samples.person());
        await(asked);
        assertNotFound(id, "has not ended yet");
        hold.countDown();
        fixture.result(id);
    }

    private void assertUnavailable(ScreeningResult result) {
        assertThat(result.decision()).isEqualTo(Decision.REFER);
        assertThat(result.reasons())
                .extracting(Reason::code)
                .containsExactly("CHECK_UNAVAILABLE:watchlist");
        assertThat(result.checks().getFirst().status()).isEqualTo(CheckStatus.UNAVAILABLE);
        assertThat(result.checks().getFirst().attempts()).isEqualTo(3);
    }

    private void assertNotFound(String id, String message) {
        ServiceErrorException error =
                catchThrowableOfType(ServiceErrorException.class, () -> fixture.ask(id));
        assertThat(error.code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(error).hasMessageContaining(message);
    }

    private void expireLease(String id) {
        int changed =
                fixture.sql(
                        "UPDATE screening SET due_at = now() - interval '1 minute' WHERE"
                                + " application_id = ? AND state = 'running'",
                        id);
        assertThat(changed).isEqualTo(1);
    }

    private static void await(CountDownLatch latch) {
        Eventually.that(SOON, () -> latch.getCount() == 0);
    }
}
