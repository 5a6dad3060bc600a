package dev.winnow.faults.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.faults.check.Checker;
import dev.winnow.faults.check.FactLine;
import dev.winnow.faults.check.FourSets;
import dev.winnow.faults.check.Verdict;
import dev.winnow.faults.process.Usage;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That a lane fails what must fail; the world is one that does as it is told. */
class LaneTest {
    private static final List<FactLine> FACTS = List.of(new FactLine("k", 1, "a"));
    private static final Usage BASELINE = new Usage(20, 30, 10 << 20);

    /** What a world may do wrong. */
    private enum Wrong {
        NOTHING,
        LOSES,
        LAGS,
        LEAKS
    }

    private static final class Obedient implements World {
        private final Wrong wrong;
        private boolean hurt;
        private boolean closed;

        Obedient(Wrong wrong) {
            this.wrong = wrong;
        }

        @Override
        public void begin(Story story) {
            hurt = true;
        }

        @Override
        public void heal(Story story) {}

        @Override
        public Duration settle(Story story, Duration limit) {
            return story.await(limit, "no lag", () -> wrong != Wrong.LAGS);
        }

        @Override
        public Verdict check(Story story) {
            return Checker.check(
                    new FourSets(FACTS, FACTS, FACTS, wrong == Wrong.LOSES ? List.of() : FACTS));
        }

        @Override
        public Map<String, Usage> usage() {
            boolean leaks = hurt && wrong == Wrong.LEAKS;
            return Map.of("p", leaks ? new Usage(200, 30, 10 << 20) : BASELINE);
        }

        @Override
        public long effects() {
            return 1;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final List<Obedient> worlds = new ArrayList<>();

    @Test
    void aScenarioWhoseFaultFiredAndAfterWhichAllHoldsPasses() throws Exception {
        Result result = run(Wrong.NOTHING, (_, story) -> story.fired("it"));
        assertThat(result.failures()).isEmpty();
        assertThat(result.lines()).extracting(Story.Line::text).containsExactly("it");
    }

    @Test
    void aFaultThatDidNotFireFails() throws Exception {
        Result result = run(Wrong.NOTHING, (_, story) -> story.note("quiet day"));
        assertThat(result.failures()).containsExactly("the fault did not come");
    }

    @Test
    void whatTheScenarioRequiresFailsInItsWords() throws Exception {
        Result result =
                run(
                        Wrong.NOTHING,
                        (_, story) -> {
                            story.fired("it");
                            story.require(false, "too slow");
                        });
        assertThat(result.failures()).containsExactly("too slow");
    }

    @Test
    void whatIsLostFails() throws Exception {
        Result result = run(Wrong.LOSES, (_, story) -> story.fired("it"));
        assertThat(result.failures()).singleElement().asString().startsWith("I1: 1 ");
    }

    @Test
    void lagThatStaysFails() throws Exception {
        Result result = run(Wrong.LAGS, (_, story) -> story.fired("it"));
        assertThat(result.failures()).singleElement().asString().startsWith("I5: waited");
    }

    @Test
    void whatIsNotGivenBackFails() throws Exception {
        Result result = run(Wrong.LEAKS, (_, story) -> story.fired("it"));
        assertThat(result.failures()).singleElement().asString().startsWith("I6: not at the");
    }

    @Test
    void afterAFailureTheNextScenarioHasAWorldOfItsOwn() throws Exception {
        Lane<Obedient> lane = lane(Wrong.NOTHING);
        lane.run(List.of(row((_, story) -> story.note("quiet day")), row((_, s) -> s.fired("it"))));
        assertThat(lane.results()).extracting(Result::passed).containsExactly(false, true);
        assertThat(worlds).extracting(world -> world.closed).containsExactly(true, false);
        lane.close();
        assertThat(lane.effects()).isEqualTo(2);
    }

    @Test
    void aScenarioThatIsRunAgainHasFactsOfItsOwn() throws Exception {
        List<String> prefixes = new ArrayList<>();
        Row<Obedient> again =
                row((_, story) -> {
                    prefixes.add(story.prefix());
                    story.fired("it");
                });
        Lane<Obedient> lane = lane(Wrong.NOTHING);
        lane.run(List.of(again, again, again));
        assertThat(prefixes).doesNotHaveDuplicates().hasSize(3);
        assertThat(lane.results()).extracting(Result::name).containsExactly("01", "01-2", "01-3");
    }

    @Test
    void theSameSeedDrawsTheSame() {
        assertThat(new Story("04", 7, silent()).draw(1_000_000))
                .isEqualTo(new Story("04", 7, silent()).draw(1_000_000))
                .isNotEqualTo(new Story("04", 8, silent()).draw(1_000_000))
                .isNotEqualTo(new Story("05", 7, silent()).draw(1_000_000));
    }

    private Result run(Wrong wrong, Scenario<Obedient> scenario) throws Exception {
        Lane<Obedient> lane = lane(wrong);
        lane.run(row(scenario));
        return lane.results().getFirst();
    }

    private Lane<Obedient> lane(Wrong wrong) {
        return new Lane<>(
                "test",
                () -> {
                    Obedient world = new Obedient(wrong);
                    worlds.add(world);
                    return world;
                },
                1,
                silent(),
                Duration.ofMillis(200));
    }

    private static Row<Obedient> row(Scenario<Obedient> scenario) {
        return new Row<>(1, "a fault", "a promise", Duration.ofMillis(200), false, scenario);
    }

    private static Console silent() {
        return new Console(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }
}
