package dev.winnow.applications;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.contracts.Decision;
import dev.winnow.contracts.applications.ApplicationStatus;
import dev.winnow.contracts.applications.ApplicationSummary;
import dev.winnow.testkit.Eventually;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What becomes of a decided application that is screened again with another result. */
final class ScreenedAgainTest {
    private static final Fixture FIXTURE = new Fixture();

    @AfterAll
    static void close() {
        FIXTURE.close();
    }

    @Test
    void theNewestResultDecidesInEitherDirectionWithoutASecondDecidedEvent() {
        String id = decided("again-1", Decision.APPROVE, ApplicationStatus.APPROVED);
        FIXTURE.rescreened(id, 2, Decision.REFER, UUID.randomUUID().toString());
        ApplicationSummary referred = FIXTURE.await(id, ApplicationStatus.REFERRED);
        FIXTURE.rescreened(id, 3, Decision.APPROVE, UUID.randomUUID().toString());
        ApplicationSummary approved = FIXTURE.await(id, ApplicationStatus.APPROVED);
        assertThat(approved.decidedAt()).isAfter(referred.decidedAt());
        assertThat(FIXTURE.decidedEvents(id)).isEqualTo(1);
        assertThat(FIXTURE.earlierDecisions(id)).containsExactly("1 approved", "2 referred");
    }

    @Test
    void newsOfAnOlderResultAndNewsThatComeTwiceChangeNothing() {
        String id = decided("again-2", Decision.APPROVE, ApplicationStatus.APPROVED);
        String event = UUID.randomUUID().toString();
        FIXTURE.rescreened(id, 3, Decision.REJECT, event);
        FIXTURE.await(id, ApplicationStatus.REJECTED);
        FIXTURE.rescreened(id, 3, Decision.REJECT, event);
        FIXTURE.rescreened(id, 2, Decision.APPROVE, UUID.randomUUID().toString());
        decided("again-2-later", Decision.APPROVE, ApplicationStatus.APPROVED);
        assertThat(FIXTURE.get(id).application().status()).isEqualTo(ApplicationStatus.REJECTED);
        assertThat(FIXTURE.earlierDecisions(id)).containsExactly("1 approved");
    }

    @Test
    void anApplicationThatHasNotEndedIsDecidedByIt() {
        String id = FIXTURE.submit("again-3").application().applicationId();
        FIXTURE.rescreened(id, 2, Decision.REFER, UUID.randomUUID().toString());
        FIXTURE.await(id, ApplicationStatus.REFERRED);
        Eventually.that(Fixture.SOON, () -> FIXTURE.decidedEvents(id) == 1);
    }

    private static String decided(String reference, Decision decision, ApplicationStatus status) {
        String id = FIXTURE.submit(reference).application().applicationId();
        FIXTURE.completed(id, decision, UUID.randomUUID().toString());
        FIXTURE.await(id, status);
        Eventually.that(Fixture.SOON, () -> FIXTURE.decidedEvents(id) == 1);
        return id;
    }
}
