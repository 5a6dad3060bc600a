package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The time that is left. */
class DeadlineTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void outsideOfAnyScopeThereIsNone() {
        assertThat(Deadline.current()).isEmpty();
        assertThat(Deadline.currentOr(MINUTE).remaining())
                .isBetween(MINUTE.minusSeconds(5), MINUTE);
    }

    @Test
    void innerScopeNeverHasMoreThanTheOuter() throws Exception {
        Deadline outer = Deadline.after(Duration.ofSeconds(1));

        Deadline inner =
                outer.call(
                        () -> Deadline.after(MINUTE).call(() -> Deadline.current().orElseThrow()));

        assertThat(inner).isSameAs(outer);
    }

    @Test
    void innerScopeMayHaveLessAndTheOuterComesBack() throws Exception {
        Deadline outer = Deadline.after(MINUTE);
        Deadline inner = Deadline.after(Duration.ofSeconds(1));

        outer.call(() -> {
            inner.run(() -> assertThat(Deadline.current()).containsSame(inner));
            assertThat(Deadline.current()).containsSame(outer);
            return null;
        });
        assertThat(Deadline.current()).isEmpty();
    }

    @Test
    void whatIsOverHasNothingLeftAndNeverLess() {
        Deadline over = Deadline.after(Duration.ofSeconds(-5));

        assertThat(over.expired()).isTrue();
        assertThat(over.remaining()).isZero();
        assertThat(over.atMost(MINUTE).expired()).isTrue();
    }

    @Test
    void spanThatIsLongerThanAnythingDoesNotOverflow() {
        assertThat(Deadline.after(Duration.ofSeconds(Long.MAX_VALUE)).expired()).isFalse();
        assertThat(Deadline.after(Duration.ofSeconds(Long.MIN_VALUE)).expired()).isTrue();
    }
}
