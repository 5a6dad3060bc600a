package dev.winnow.velocity.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.velocity.domain.Answer;
import dev.winnow.velocity.domain.Counter;
import dev.winnow.velocity.domain.Duplicate;
import dev.winnow.velocity.domain.KeyKind;
import dev.winnow.velocity.domain.Submission;
import dev.winnow.velocity.domain.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CheckApplicationTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String PHONE = "+44 20 7946 0958";

    private final HistoryInMemory history = new HistoryInMemory();
    private final Heard heard = new Heard();
    private CheckApplication checking =
            checking(new Limits(100, 50, 100, 0.6, 10, Duration.ofMinutes(1), Duration.ofDays(45)));

    @Test
    void anApplicationCountsItselfOnceHoweverOftenItIsAsked() {
        Submission first = submission("a-1", NOW, "Ada Alpha", PHONE);
        Answer answer = checking.check(first);
        assertThat(phone(answer, Window.HOUR).applications()).isEqualTo(1);
        checking.check(submission("a-2", NOW.plusSeconds(5), "Bea Beta", PHONE));
        assertThat(checking.check(first)).as("the same answer as before").isEqualTo(answer);
        assertThat(history.size()).isEqualTo(2);
        assertThat(heard.askedAgain).isEqualTo(1);
        Answer third = checking.check(submission("a-3", NOW.plusSeconds(9), "Cia Gamma", PHONE));
        assertThat(phone(third, Window.HOUR).applications()).isEqualTo(3);
        assertThat(phone(third, Window.HOUR).applicants()).isEqualTo(3);
        assertThat(phone(third, Window.HOUR).amounts().get("EUR")).isEqualByComparingTo("30");
    }

    @Test
    void theSameIdWithOtherContentIsRefused() {
        checking.check(submission("a-1", NOW, "Ada Alpha", PHONE));
        Submission other = submission("a-1", NOW, "Ada Alpha", "+44 20 7946 0000");
        assertThatThrownBy(() -> checking.check(other)).isInstanceOf(ContradictionException.class);
        assertThat(history.size()).isEqualTo(1);
    }

    @Test
    void windowsEndWithTheApplicationAndNotWithTheClock() {
        checking.check(submission("a-1", NOW.minus(Duration.ofHours(30)), "Ada Alpha", PHONE));
        checking.check(submission("a-2", NOW.minus(Duration.ofHours(20)), "Bea Beta", PHONE));
        checking.check(submission("a-3", NOW, "Cia Gamma", PHONE));
        // It comes late, and belongs between the first two.
        Answer late =
                checking.check(
                        submission("a-4", NOW.minus(Duration.ofHours(25)), "Dia Delta", PHONE));
        assertThat(phone(late, Window.HOUR).applications()).isEqualTo(1);
        assertThat(phone(late, Window.DAY).applications()).isEqualTo(2);
        assertThat(phone(late, Window.MONTH).applications()).isEqualTo(2);
    }

    @Test
    void ofThoseThatComeTogetherTheLastCheckedSeesAll() {
        int most = 0;
        for (int i = 9; i >= 0; i--) { // the newest first
            Answer answer =
                    checking.check(submission("a-" + i, NOW.plusSeconds(i), "Ada Alpha", PHONE));
            most = Math.max(most, phone(answer, Window.HOUR).applications());
        }
        assertThat(most).isEqualTo(10);
    }

    @Test
    void whatIsBeyondTheBoundIsSaid() {
        checking =
                checking(
                        new Limits(3, 2, 100, 0.6, 10, Duration.ofMinutes(1), Duration.ofDays(45)));
        Answer last = checking.check(submission("a-0", NOW, "Ada Alpha", PHONE));
        assertThat(last.gaps()).isEmpty();
        for (int i = 1; i < 6; i++) {
            last = checking.check(submission("a-" + i, NOW.plusSeconds(i), "Ada Alpha", PHONE));
        }
        assertThat(phone(last, Window.HOUR).applications()).isEqualTo(4);
        assertThat(phone(last, Window.HOUR).more()).isTrue();
        assertThat(last.gaps()).singleElement().asString().contains("headings");
        assertThat(heard.partial).isPositive();
    }

    @Test
    void whatIsOlderThanWhatIsKeptIsPartial() {
        Answer answer =
                checking.check(
                        submission("a-1", NOW.minus(Duration.ofDays(16)), "Ada Alpha", PHONE));
        assertThat(answer.gaps()).singleElement().asString().contains("older");
        assertThat(
                        checking.check(
                                        submission(
                                                "a-2",
                                                NOW.minus(Duration.ofDays(14)),
                                                "Ada Beta",
                                                PHONE))
                                .gaps())
                .isEmpty();
    }

    @Test
    void whatCannotHaveBeenSubmittedYetIsRefused() {
        checking.check(submission("a-1", NOW.plus(Duration.ofHours(23)), "Ada Alpha", PHONE));
        for (Instant at :
                List.of(
                        NOW.plus(Duration.ofHours(25)),
                        Instant.MAX,
                        Instant.EPOCH.minusSeconds(1),
                        Instant.MIN)) {
            Submission one = submission("a-2", at, "Ada Alpha", PHONE);
            assertThatThrownBy(() -> checking.check(one))
                    .isInstanceOf(ImplausibleTimeException.class);
        }
        assertThat(history.size()).isEqualTo(1);
    }

    @Test
    void theSameApplicantIsFoundUnderAnotherSpelling() {
        checking.check(submission("a-1", NOW, "Marina Oyelaran", null));
        checking.check(submission("a-2", NOW, "Tessa Lindqvist", null));
        Answer answer =
                checking.check(submission("a-3", NOW.minusSeconds(60), "Oyelaran, Maryna", null));
        assertThat(answer.duplicates()).extracting(Duplicate::applicationId).containsExactly("a-1");
        assertThat(answer.duplicates().getFirst().score()).isBetween(0.85, 0.9999);
        assertThat(answer.duplicates().getFirst().differs()).containsExactly("name");
    }

    @Test
    void aPhoneNumberThatIsNoneIsUnusable() {
        Answer answer = checking.check(submission("a-1", NOW, "Ada Alpha", "none"));
        assertThat(answer.unusable()).containsExactly(KeyKind.PHONE);
        assertThat(answer.counters()).extracting(Counter::key).containsOnly(KeyKind.NAME);
    }

    @Test
    void whatIsPastItsTimeIsForgotten() {
        checking.check(submission("a-1", NOW.minus(Duration.ofDays(46)), "Ada Alpha", PHONE));
        checking.check(submission("a-2", NOW, "Ada Alpha", PHONE));
        ForgetOld forget = new ForgetOld(history, Duration.ofDays(45), () -> NOW, heard);
        assertThat(forget.sweep()).isFalse();
        assertThat(history.size()).isEqualTo(1);
        assertThat(heard.forgotten).isEqualTo(1);
    }

    private CheckApplication checking(Limits limits) {
        return new CheckApplication(
                history,
                new OpenProtection(),
                (number, country) ->
                        number.startsWith("+")
                                ? Optional.of(number.replace(" ", ""))
                                : Optional.empty(),
                Comparison.with(UnaryOperator.identity()),
                limits,
                () -> NOW,
                heard);
    }

    private static Counter phone(Answer answer, Window window) {
        return answer.counters().stream()
                .filter(c -> c.key() == KeyKind.PHONE && c.window() == window)
                .findFirst()
                .orElseThrow();
    }

    private static Submission submission(
            String id, Instant at, String name, @Nullable String phone) {
        return new Submission(
                id,
                at,
                true,
                name,
                LocalDate.of(1984, 3, 12),
                null,
                null,
                phone,
                "12 Orchard Lane, Wexbury 4711",
                "GB",
                null,
                null,
                BigDecimal.TEN,
                "EUR");
    }

    private static final class Heard implements Observer {
        private int partial;
        private int askedAgain;
        private int forgotten;

        @Override
        public void checked(Answer answer) {
            partial += answer.gaps().isEmpty() ? 0 : 1;
        }

        @Override
        public void askedAgain() {
            askedAgain++;
        }

        @Override
        public void forgot(int applications) {
            forgotten += applications;
        }
    }
}
