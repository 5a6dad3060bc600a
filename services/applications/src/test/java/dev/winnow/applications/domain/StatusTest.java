package dev.winnow.applications.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StatusTest {

    @Test
    void noStateFollowsAFinalOne() {
        for (Status status : Status.values()) {
            assertThat(status.predecessors()).noneMatch(Status::isFinal).doesNotContain(status);
        }
    }

    @Test
    void aDecisionMayOvertakeTheNewsThatScreeningHasBegun() {
        assertThat(Status.APPROVED.predecessors())
                .containsExactlyInAnyOrder(Status.RECEIVED, Status.SCREENING);
    }

    @Test
    void aVerdictEndsAnApplication() {
        assertThatThrownBy(() -> new Verdict(Status.SCREENING, List.of(), Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
