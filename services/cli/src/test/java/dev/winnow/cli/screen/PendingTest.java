package dev.winnow.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.contracts.Decision;
import dev.winnow.contracts.applications.ApplicationStatus;
import dev.winnow.contracts.applications.ApplicationSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class PendingTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Outcome APPROVED =
            new Outcome(Decision.APPROVE, List.of(), Duration.ofMillis(3));

    @Test
    void newsThatIsQuickerThanTheAnswerCounts() throws Exception {
        Pending pending = new Pending(10, LONG);
        Tracked tracked = Objects.requireNonNull(pending.begin("R-1"));
        pending.decided("R-1", APPROVED);
        pending.submitted(tracked, received("R-1"));
        assertThat(pending.awaitAll()).isTrue();
        assertThat(tracked.outcome()).isEqualTo(APPROVED);
        assertThat(pending.count()).isEqualTo(new Pending.Count(1, 1));
    }

    @Test
    void whatWasDecidedBeforeNeedsNoNews() throws Exception {
        Pending pending = new Pending(10, LONG);
        Tracked tracked = Objects.requireNonNull(pending.begin("R-1"));
        Instant now = Instant.now();
        pending.submitted(
                tracked,
                new ApplicationSummary(
                        "id", "R-1", ApplicationStatus.REFERRED, List.of(), now, now));
        assertThat(pending.awaitAll()).isTrue();
        assertThat(Objects.requireNonNull(tracked.outcome()).decision()).isEqualTo(Decision.REFER);
    }

    @Test
    void newsOfOthersIsIgnored() throws Exception {
        Pending pending = new Pending(10, LONG);
        pending.decided("somebody-else", APPROVED);
        assertThat(pending.count().decided()).isZero();
        assertThat(pending.awaitAll()).isTrue();
    }

    @Test
    void aSecondRowOfAReferenceWaitsForTheFirst() throws Exception {
        Pending pending = new Pending(10, LONG);
        Tracked first = Objects.requireNonNull(pending.begin("R-1"));
        CompletableFuture<Tracked> second = begin(pending, "R-1");
        pending.submitted(first, received("R-1"));
        assertThat(second.get(10, TimeUnit.SECONDS)).as("they share one").isSameAs(first);
    }

    @Test
    void noMoreThanTheLimitAreUnderWay() throws Exception {
        Pending pending = new Pending(1, LONG);
        Tracked first = Objects.requireNonNull(pending.begin("R-1"));
        CompletableFuture<Tracked> second = begin(pending, "R-2");
        pending.submitted(first, received("R-1"));
        assertThat(second).isNotDone();
        pending.decided("R-1", APPROVED);
        assertThat(second.get(10, TimeUnit.SECONDS).reference()).isEqualTo("R-2");
    }

    @Test
    void givesUpWhenNothingHappens() throws Exception {
        Pending pending = new Pending(1, Duration.ofMillis(50));
        Tracked first = Objects.requireNonNull(pending.begin("R-1"));
        pending.submitted(first, received("R-1"));
        assertThat(pending.begin("R-2")).isNull();
        assertThat(pending.awaitAll()).isFalse();
        assertThat(pending.silent(Duration.ofNanos(1), 10)).containsExactly("id");
    }

    private static CompletableFuture<Tracked> begin(Pending pending, String reference) {
        CompletableFuture<Tracked> begun = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        begun.complete(Objects.requireNonNull(pending.begin(reference)));
                    } catch (InterruptedException e) {
                        begun.completeExceptionally(e);
                    }
                });
        return begun;
    }

    private static ApplicationSummary received(String reference) {
        return new ApplicationSummary(
                "id", reference, ApplicationStatus.RECEIVED, List.of(), Instant.now(), null);
    }
}
