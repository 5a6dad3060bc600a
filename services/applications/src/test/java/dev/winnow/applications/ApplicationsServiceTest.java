package dev.winnow.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.winnow.contracts.Decision;
import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.Reason;
import dev.winnow.contracts.applications.ApplicationForm;
import dev.winnow.contracts.applications.ApplicationStatus;
import dev.winnow.contracts.applications.ApplicationSummary;
import dev.winnow.contracts.applications.GetRequest;
import dev.winnow.contracts.applications.ListReply;
import dev.winnow.contracts.applications.SubmitReply;
import dev.winnow.messaging.FanOut;
import dev.winnow.messaging.ServiceErrorException;
import dev.winnow.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The service on a real NATS and a real PostgreSQL; the tests share one and keep apart by ids. */
final class ApplicationsServiceTest {
    private static final Fixture FIXTURE = new Fixture();

    @AfterAll
    static void close() {
        FIXTURE.close();
    }

    @Test
    void takesAnApplicationAndGivesItBackAsItWas() {
        ApplicationForm form = Fixture.form("take-1", "1250.50");
        SubmitReply reply = FIXTURE.submit(form);
        assertThat(reply.known()).isFalse();
        assertThat(reply.application().status()).isEqualTo(ApplicationStatus.RECEIVED);
        assertThat(UUID.fromString(reply.application().applicationId()).version()).isEqualTo(7);
        var byId = FIXTURE.get(reply.application().applicationId());
        assertThat(byId.form()).isEqualTo(form);
        assertThat(byId.application()).isEqualTo(reply.application());
        assertThat(FIXTURE.get(new GetRequest(null, "take-1"))).isEqualTo(byId);
        Eventually.that(
                Fixture.SOON,
                () -> FIXTURE.submittedEvents(reply.application().applicationId()) == 1);
    }

    @Test
    void theSameReferenceAndContentIsTheSameApplication() {
        SubmitReply first = FIXTURE.submit(Fixture.form("same-1", "10"));
        SubmitReply again = FIXTURE.submit(Fixture.form("same-1", "10.00"));
        assertThat(again.known()).isTrue();
        assertThat(again.application()).isEqualTo(first.application());
    }

    @Test
    void theSameReferenceWithOtherContentIsAConflictAndChangesNothing() {
        SubmitReply first = FIXTURE.submit(Fixture.form("conflict-1", "10"));
        ServiceErrorException refused =
                refused(() -> FIXTURE.submit(Fixture.form("conflict-1", "11")));
        assertThat(refused.code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(refused.getMessage()).contains(first.application().applicationId());
        assertThat(FIXTURE.get(new GetRequest(null, "conflict-1")).form().amount()).isEqualTo("10");
    }

    @Test
    void ofManySubmissionsAtTheSameMomentOneIsNewAndOneEventIsMade() throws Exception {
        for (int round = 0; round < 5; round++) {
            String reference = "race-" + round;
            List<Callable<SubmitReply>> calls =
                    IntStream.range(0, 24)
                            .<Callable<SubmitReply>>mapToObj(i -> () -> FIXTURE.submit(reference))
                            .toList();
            List<SubmitReply> replies = FanOut.failFast(24, calls);
            assertThat(replies.stream().filter(reply -> !reply.known())).hasSize(1);
            String id = replies.getFirst().application().applicationId();
            assertThat(replies)
                    .allSatisfy(r -> assertThat(r.application().applicationId()).isEqualTo(id));
            Eventually.that(Fixture.SOON, () -> FIXTURE.submittedEvents(id) == 1);
        }
    }

    @Test
    void ofContradictingSubmissionsAtTheSameMomentOneIsTaken() throws Exception {
        ConcurrentLinkedQueue<ErrorCode> refusals = new ConcurrentLinkedQueue<>();
        List<Callable<Boolean>> calls =
                IntStream.range(0, 16)
                        .<Callable<Boolean>>mapToObj(i ->
                                () -> {
                                    try {
                                        FIXTURE.submit(Fixture.form("clash-1", "1" + i));
                                        return true;
                                    } catch (ServiceErrorException e) {
                                        refusals.add(e.code());
                                        return false;
                                    }
                                })
                        .toList();
        List<Boolean> taken = FanOut.failFast(16, calls);
        assertThat(taken).containsOnlyOnce(true);
        assertThat(refusals).hasSize(15).containsOnly(ErrorCode.CONFLICT);
    }

    @Test
    void followsItsScreeningFromStateToState() {
        String id = FIXTURE.submit("follow-1").application().applicationId();
        FIXTURE.started(id);
        FIXTURE.await(id, ApplicationStatus.SCREENING);
        FIXTURE.completed(id, Decision.REFER, UUID.randomUUID().toString());
        ApplicationSummary ended = FIXTURE.await(id, ApplicationStatus.REFERRED);
        assertThat(ended.reasons()).extracting(Reason::code).containsExactly("TEST");
        assertThat(ended.decidedAt()).isAfterOrEqualTo(ended.receivedAt());
        Eventually.that(Fixture.SOON, () -> FIXTURE.decidedEvents(id) == 1);
    }

    @Test
    void theSameNewsTwiceDecidesOnce() {
        String id = FIXTURE.submit("twice-1").application().applicationId();
        String event = UUID.randomUUID().toString();
        FIXTURE.completed(id, Decision.APPROVE, event);
        FIXTURE.completed(id, Decision.APPROVE, event);
        ApplicationSummary ended = FIXTURE.await(id, ApplicationStatus.APPROVED);
        settle();
        assertThat(FIXTURE.get(id).application()).isEqualTo(ended);
        Eventually.that(Fixture.SOON, () -> FIXTURE.decidedEvents(id) > 0);
        assertThat(FIXTURE.decidedEvents(id)).isEqualTo(1);
    }

    @Test
    void theFirstDecisionStandsAgainstAnotherEvent() {
        String id = FIXTURE.submit("first-1").application().applicationId();
        FIXTURE.completed(id, Decision.REJECT, UUID.randomUUID().toString());
        FIXTURE.completed(id, Decision.APPROVE, UUID.randomUUID().toString());
        FIXTURE.await(id, ApplicationStatus.REJECTED);
        settle();
        assertThat(FIXTURE.get(id).application().status()).isEqualTo(ApplicationStatus.REJECTED);
        Eventually.that(Fixture.SOON, () -> FIXTURE.decidedEvents(id) > 0);
        assertThat(FIXTURE.decidedEvents(id)).isEqualTo(1);
    }

    @Test
    void newsOfTheBeginningAfterTheEndChangesNothing() {
        String id = FIXTURE.submit("order-1").application().applicationId();
        FIXTURE.completed(id, Decision.APPROVE, UUID.randomUUID().toString());
        FIXTURE.await(id, ApplicationStatus.APPROVED);
        FIXTURE.started(id);
        settle();
        assertThat(FIXTURE.get(id).application().status()).isEqualTo(ApplicationStatus.APPROVED);
    }

    @Test
    void newsOfAnUnknownApplicationIsADeadLetterAndNoObstacle() {
        int before = FIXTURE.kept("DEAD_LETTERS", "dead-letters.>");
        FIXTURE.started("01a1fd5a-0000-7000-8000-000000000000");
        FIXTURE.started("no-id-at-all");
        settle();
        Eventually.that(
                Fixture.SOON, () -> FIXTURE.kept("DEAD_LETTERS", "dead-letters.>") == before + 2);
    }

    @Test
    void listsNewestFirstPageByPage() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            String id = FIXTURE.submit("page-" + i).application().applicationId();
            FIXTURE.completed(id, Decision.REJECT, UUID.randomUUID().toString());
            FIXTURE.await(id, ApplicationStatus.REJECTED);
            made.addFirst(id);
        }
        List<String> listed = new ArrayList<>();
        String token = null;
        do {
            ListReply page = FIXTURE.list(ApplicationStatus.REJECTED, 3, token);
            assertThat(page.applications()).hasSizeBetween(1, 3);
            page.applications().forEach(a -> listed.add(a.applicationId()));
            token = page.nextPageToken();
        } while (token != null);
        assertThat(listed).doesNotHaveDuplicates().containsSubsequence(made);
        assertThat(listed).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void refusesWhatItCannotAnswer() {
        assertThat(refused(() -> FIXTURE.get("nonsense")).code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(refused(() -> FIXTURE.get(new GetRequest(null, null))).code())
                .isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refused(() -> FIXTURE.list(null, 10, "nonsense")).code())
                .isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refused(() -> FIXTURE.submit(Fixture.form(" ", null))).violations())
                .extracting("field")
                .containsExactly("reference");
    }

    @Test
    void aTokenIsGoodForItsOwnFilterOnly() {
        FIXTURE.submit("token-1");
        FIXTURE.submit("token-2");
        String token = FIXTURE.list(null, 1, null).nextPageToken();
        assertThat(token).isNotNull();
        assertThat(refused(() -> FIXTURE.list(ApplicationStatus.RECEIVED, 1, token)).code())
                .isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void aCrashAndADrainLoseNothing() {
        try (Fixture own = new Fixture()) {
            String id = own.submit("crash-1").application().applicationId();
            own.restart();
            assertThat(own.submit("crash-1").known()).isTrue();
            Eventually.that(Fixture.SOON, () -> own.submittedEvents(id) == 1);
            String last = own.submit("drain-1").application().applicationId();
            own.service().drain(Duration.ofSeconds(10));
            assertThat(own.submittedEvents(last)).isEqualTo(1);
        }
    }

    /**
     * Events of one stream are pulled in order: when a later one has had its effect, so have all.
     */
    private static void settle() {
        String id = FIXTURE.submit(UUID.randomUUID().toString()).application().applicationId();
        FIXTURE.started(id);
        FIXTURE.await(id, ApplicationStatus.SCREENING);
    }

    private static ServiceErrorException refused(Runnable call) {
        ServiceErrorException refused =
                catchThrowableOfType(ServiceErrorException.class, call::run);
        assertThat(refused).as("the call was to be refused").isNotNull();
        return refused;
    }
}
