package dev.winnow.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckerTest {
    private final List<FactLine> committed = new ArrayList<>();
    private final List<FactLine> acknowledged = new ArrayList<>();
    private final List<FactLine> delivered = new ArrayList<>();
    private final List<FactLine> effects = new ArrayList<>();

    /** A run without a fault: two keys of ten facts, side by side. */
    CheckerTest() {
        for (int n = 1; n <= 10; n++) {
            committed.addAll(List.of(fact("a", n), fact("b", n)));
        }
        acknowledged.addAll(committed);
        delivered.addAll(committed);
        effects.addAll(committed);
    }

    private static FactLine fact(String key, int sequence) {
        return new FactLine(key, sequence, key + "-" + sequence);
    }

    private FourSets sets() {
        return new FourSets(committed, acknowledged, delivered, effects);
    }

    private Verdict verdict() {
        return Checker.check(sets());
    }

    private void found(String rule, String words, String... first) {
        Verdict verdict = verdict();
        assertThat(verdict.held()).isFalse();
        assertThat(verdict.violations())
                .anySatisfy(violation -> {
                    assertThat(violation.rule()).isEqualTo(rule);
                    assertThat(violation.words()).contains(words);
                    assertThat(violation.first()).containsExactly(first);
                });
    }

    @Test
    void whatSomebodyElseFoundFailsItToo() {
        Verdict.Violation found = new Verdict.Violation("I5", "too late", 1, List.of("60 s"));
        assertThat(verdict().with(List.of(found)).held()).isFalse();
    }

    @Test
    void aRunThatLostAndDoubledNothingHolds() {
        delivered.add(fact("a", 3));
        delivered.add(fact("a", 3));
        Verdict verdict = verdict();
        assertThat(verdict.violations()).isEmpty();
        assertThat(verdict).isEqualTo(new Verdict(20, 20, 22, 20, 2, List.of()));
        assertThat(verdict)
                .hasToString(
                        "held: 20 committed, 20 acknowledged, 22 deliveries, 20 effects, 2"
                                + " duplicates");
    }

    @Test
    void aLostFactIsNamed() {
        effects.remove(fact("b", 10));
        found("I1", "lost", "b/10 b-10");
        assertThat(verdict().violations()).hasSize(1);
    }

    @Test
    void aFactThatIsLostInTheMiddleIsAGapToo() {
        effects.remove(fact("b", 4));
        found("I1", "lost", "b/4 b-4");
        found("I4", "gap", "b/5 b-5 came where 4 was due");
    }

    @Test
    void aLostFirstOneIsAGap() {
        effects.remove(fact("a", 1));
        found("I4", "gap", "a/2 a-2 came where 1 was due");
    }

    @Test
    void aDoubledEffectIsNamed() {
        effects.add(fact("a", 7));
        found("I2", "doubled", "a/7 a-7");
        assertThat(verdict().violations()).hasSize(1);
    }

    @Test
    void anInventedEffectIsNamed() {
        effects.add(fact("a", 11));
        delivered.add(fact("a", 11));
        found("I3", "invented", "a/11 a-11");
    }

    @Test
    void anEffectOfAnotherFactOfTheSamePlaceIsInvented() {
        effects.set(0, new FactLine("a", 1, "somebody-else"));
        found("I1", "lost", "a/1 a-1");
        found("I3", "invented", "a/1 somebody-else");
    }

    @Test
    void effectsOutOfOrderAreNamed() {
        effects.remove(fact("b", 3));
        effects.add(effects.indexOf(fact("b", 5)), fact("b", 3));
        found("I4", "out of order", "b/3 b-3 came after 4");
        assertThat(verdict().violations()).noneMatch(violation -> violation.rule().equals("I1"));
    }

    @Test
    void theOrderOfAnEffectThatIsDoubledIsThatOfTheFirst() {
        effects.add(fact("a", 1));
        assertThat(verdict().violations())
                .extracting(Verdict.Violation::rule)
                .containsExactly("I2");
    }

    @Test
    void aRunInWhichNothingWasAcknowledgedFails() {
        acknowledged.clear();
        found("acknowledged", "shows nothing", "none");
    }

    @Test
    void aRunInWhichNothingWasCommittedFails() {
        List.of(committed, acknowledged, delivered, effects).forEach(List::clear);
        found("committed", "shows nothing", "none");
    }

    @Test
    void whatWasAcknowledgedAndNeverCommittedIsNamed() {
        acknowledged.add(fact("c", 1));
        found("acknowledged", "without a commit", "c/1 c-1");
    }

    @Test
    void anEffectThatNobodyWasGivenIsNamed() {
        delivered.remove(fact("a", 2));
        found("delivered", "without a delivery", "a/2 a-2");
    }

    @Test
    void ofManyOffendersTheFirstFewAreNamedAndAllCounted() {
        effects.clear();
        Verdict.Violation lost = verdict().violations().getFirst();
        assertThat(lost.count()).isEqualTo(20);
        assertThat(lost.first()).hasSize(5);
        assertThat(lost)
                .hasToString(
                        "I1: 20 committed without an effect (lost): a/1 a-1, b/1 b-1, a/2 a-2, b/2"
                                + " b-2, a/3 a-3, ...");
    }

    @Test
    void theFilesSayWhatTheSetsSay(@TempDir Path folder) throws IOException {
        sets().write(folder);
        assertThat(FourSets.read(folder)).isEqualTo(sets());
        assertThat(Checker.check(folder)).isEqualTo(verdict());
    }

    @Test
    void aFileThatIsMissingOrBrokenIsNamedWithItsLine(@TempDir Path folder) throws IOException {
        assertThat(Checker.check(folder).toString())
                .contains("there is no file", "committed.jsonl");
        sets().write(folder);
        Path file = folder.resolve("effects.jsonl");
        for (String line : List.of("{\"key\":\"a\",\"sequ", "{\"key\":\"a\"}", "", "7")) {
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            lines.set(2, line);
            Files.write(file, lines);
            Verdict verdict = Checker.check(folder);
            assertThat(verdict.held()).isFalse();
            assertThat(verdict.violations().getFirst().toString()).contains("effects.jsonl:3");
        }
    }

    @Test
    void aLargeRunIsCheckedAtOnce() {
        IntStream.rangeClosed(11, 100_000)
                .mapToObj(n -> fact("a", n))
                .forEach(fact -> {
                    committed.add(fact);
                    acknowledged.add(fact);
                    delivered.add(fact);
                    effects.add(fact);
                });
        assertThat(verdict().held()).isTrue();
    }
}
