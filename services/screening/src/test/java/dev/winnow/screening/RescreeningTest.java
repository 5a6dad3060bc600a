package dev.winnow.screening;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.contracts.Decision;
import dev.winnow.contracts.screening.CheckStatus;
import dev.winnow.contracts.screening.HistoryReply;
import dev.winnow.contracts.screening.Rescreened;
import dev.winnow.contracts.screening.Rescreening;
import dev.winnow.contracts.screening.RescreeningCause;
import dev.winnow.contracts.screening.ScreeningResult;
import dev.winnow.messaging.EventMessage;
import dev.winnow.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A list changes, and decided applications are screened again; on real servers. */
final class RescreeningTest {
    private static final Duration SOON = ScreeningFixture.SOON;
    private static final String UN = RescreeningFixture.UN;

    private final RescreeningFixture fixture = new RescreeningFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void whoComesOnAListHasANewResultAndNobodyElse() {
        fixture.lists.load(UN, 1, "Nobody");
        fixture.start();
        List<String> ids = fixture.screened(12);
        ScreeningResult before = fixture.screening.ask(ids.get(3));
        fixture.lists.load(UN, 2, "Nobody", name(3), name(7));
        fixture.tell(1, 2);
        Rescreening run = fixture.awaitCompleted(2);
        assertThat(run.from()).isEqualTo(1);
        assertThat(List.of(run.total(), run.done(), run.changed(), run.redecided()))
                .containsExactly(12L, 12L, 2L, 2L);
        assertThat(run.completedAt()).isAfterOrEqualTo(run.startedAt());
        assertThat(fixture.rescreened(2))
                .allSatisfy(news -> {
                    assertThat(news.revision()).isEqualTo(2);
                    assertThat(news.previousDecision()).isEqualTo(Decision.APPROVE);
                    assertThat(news.cause()).isEqualTo(new RescreeningCause(UN, 1, 2));
                    assertThat(news.result().decision()).isEqualTo(Decision.REFER);
                    assertThat(fixture.screening.ask(news.applicationId()))
                            .isEqualTo(news.result());
                })
                .extracting(Rescreened::applicationId)
                .containsExactlyInAnyOrder(ids.get(3), ids.get(7));
        HistoryReply history = fixture.history(ids.get(3));
        assertThat(history.revisions())
                .extracting(HistoryReply.Revision::revision)
                .containsExactly(2, 1);
        assertThat(history.revisions().getLast().result()).isEqualTo(before);
        assertThat(history.revisions().getLast().cause()).isNull();
        assertThat(fixture.history(ids.get(4)).revisions()).hasSize(1);
    }

    @Test
    void whoIsTakenOffAListHasANewResultToo() {
        fixture.lists.load(UN, 1, name(0), name(1));
        fixture.start();
        List<String> ids = fixture.screened(3);
        fixture.lists.load(UN, 2, name(1));
        fixture.tell(1, 2);
        fixture.awaitCompleted(2);
        Rescreened news = fixture.rescreened(1).getFirst();
        assertThat(news.applicationId()).isEqualTo(ids.getFirst());
        assertThat(news.previousDecision()).isEqualTo(Decision.REFER);
        assertThat(news.result().decision()).isEqualTo(Decision.APPROVE);
        assertThat(news.result().checks().getFirst().evidence().getFirst())
                .startsWith("list un version 2");
    }

    @Test
    void aNewListAndAVersionThatIsNoLongerKeptAreLookedAt() {
        fixture.lists.load("other", 1, "Nobody");
        fixture.start();
        List<String> ids = fixture.screened(3);
        fixture.lists.load(UN, 5, name(0), name(1));
        fixture.tell(0, 5);
        fixture.awaitCompleted(5);
        assertThat(fixture.rescreened(2))
                .extracting(Rescreened::cause)
                .containsOnly(new RescreeningCause(UN, 0, 5));
        fixture.lists.forget(5);
        fixture.lists.load(UN, 6, name(1), name(2));
        fixture.tell(5, 6);
        fixture.awaitCompleted(6);
        assertThat(fixture.rescreened(4).subList(2, 4))
                .extracting(Rescreened::applicationId)
                .containsExactlyInAnyOrder(ids.get(0), ids.get(2));
    }

    @Test
    void theSameNewsTwiceAndOldNewsChangeNothing() {
        fixture.lists.load(UN, 1);
        fixture.start();
        fixture.screened(3);
        fixture.lists.load(UN, 3, name(1));
        EventMessage event = fixture.lists.changed(UN, 1, 3);
        fixture.tell(event);
        fixture.tell(
                new EventMessage(
                        event.stream(),
                        event.subject(),
                        event.id() + "-again",
                        event.headers(),
                        event.body()));
        fixture.tell(1, 3);
        fixture.tell(1, 2);
        fixture.awaitCompleted(3);
        // What comes later on the same path has passed: no further run is under way.
        fixture.lists.load(UN, 4, name(1));
        fixture.tell(3, 4);
        fixture.awaitCompleted(4);
        assertThat(fixture.runs()).extracting(Rescreening::to).containsExactly(4, 3);
        fixture.rescreened(1);
    }

    @Test
    void anInstanceThatEndsInTheMiddleIsFollowedByAnotherAndNothingIsDoneTwice() throws Exception {
        fixture.lists.load(UN, 1);
        ScreeningService first = fixture.start();
        fixture.screened(23);
        CountDownLatch third = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        fixture.lists.before(request -> {
            if (request.asOf().getFirst().version() == 2 && asked.incrementAndGet() == 3) {
                third.countDown();
                await(never);
            }
        });
        fixture.lists.load(UN, 2, name(0), name(6), name(11), name(22));
        fixture.tell(1, 2);
        assertThat(third.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        first.close();
        fixture.lists.before(request -> {});
        fixture.start();
        Rescreening run = fixture.awaitCompleted(2);
        never.countDown();
        assertThat(List.of(run.total(), run.done(), run.changed())).containsExactly(23L, 23L, 4L);
        assertThat(fixture.rescreened(4))
                .extracting(Rescreened::applicationId)
                .doesNotHaveDuplicates();
    }

    @Test
    void severalInstancesShareTheWork() {
        fixture.lists.load(UN, 1);
        fixture.start();
        fixture.start();
        fixture.screened(40);
        fixture.lists.load(UN, 2, name(0), name(39));
        fixture.tell(1, 2);
        Rescreening run = fixture.awaitCompleted(2);
        assertThat(List.of(run.total(), run.done(), run.changed())).containsExactly(40L, 40L, 2L);
        fixture.rescreened(2);
        assertThat(fixture.lists.questions()).as("8 batches, each before and after").isEqualTo(16);
    }

    @Test
    void aNewerVersionTakesThePlaceOfOneThatIsUnderWay() throws Exception {
        fixture.lists.load(UN, 1);
        fixture.start();
        List<String> ids = fixture.screened(12);
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        fixture.lists.before(request -> {
            if (asked.incrementAndGet() == 3) {
                second.countDown();
                await(go);
            }
        });
        fixture.lists.load(UN, 2, name(0), name(5), name(11));
        fixture.tell(1, 2);
        assertThat(second.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        fixture.lists.load(UN, 3, name(0), name(11));
        fixture.tell(2, 3);
        Eventually.that(SOON, () -> fixture.runs().size() == 2);
        go.countDown();
        fixture.awaitCompleted(3);
        assertThat(fixture.runs().getLast().state()).isEqualTo(Rescreening.State.SUPERSEDED);
        assertThat(fixture.screening.ask(ids.get(0)).decision()).isEqualTo(Decision.REFER);
        assertThat(fixture.screening.ask(ids.get(5)).decision()).isEqualTo(Decision.APPROVE);
        assertThat(fixture.screening.ask(ids.get(11)).decision()).isEqualTo(Decision.REFER);
    }

    @Test
    void aPartialAnswerIsNoResult() {
        fixture.lists.load(UN, 1);
        fixture.start();
        List<String> ids = fixture.screened(3);
        fixture.lists.missing("other");
        fixture.lists.load(UN, 2, name(2));
        fixture.tell(1, 2);
        Eventually.that(SOON, () -> fixture.lists.questions() >= 3);
        assertThat(fixture.runs().getFirst().done()).isZero();
        assertThat(fixture.screening.ask(ids.get(2)).decision()).isEqualTo(Decision.APPROVE);
        fixture.lists.missing();
        assertThat(fixture.awaitCompleted(2).changed()).isEqualTo(1);
    }

    @Test
    void aCheckThatCouldNotBeMadeIsMade() {
        fixture.lists.load(UN, 1);
        fixture.lists.unavailable(true);
        fixture.start();
        List<String> ids = fixture.screened(1);
        assertThat(fixture.screening.ask(ids.getFirst()).checks().getFirst().status())
                .isEqualTo(CheckStatus.UNAVAILABLE);
        fixture.lists.unavailable(false);
        fixture.lists.load(UN, 2);
        fixture.tell(1, 2);
        fixture.awaitCompleted(2);
        Rescreened news = fixture.rescreened(1).getFirst();
        assertThat(news.previousDecision()).isEqualTo(Decision.REFER);
        assertThat(news.result().decision()).isEqualTo(Decision.APPROVE);
    }

    @Test
    void aScreeningThatEndsLateAgainstAnOldVersionIsLookedAtWhenTheRestIsDone() {
        fixture.lists.load(UN, 1);
        fixture.start();
        fixture.screened(1);
        fixture.lists.load(UN, 2, name(0));
        fixture.tell(1, 2);
        fixture.awaitCompleted(2);
        fixture.rescreened(1);
        fixture.lists.inForce(UN, 1);
        List<String> late = fixture.screened(1);
        fixture.lists.inForce(UN, 2);
        assertThat(fixture.rescreened(2).getLast().applicationId()).isEqualTo(late.getFirst());
    }

    private static String name(int number) {
        return RescreeningFixture.name(number);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
