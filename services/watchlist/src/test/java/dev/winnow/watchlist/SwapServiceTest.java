package dev.winnow.watchlist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.contracts.watchlist.Hit;
import dev.winnow.contracts.watchlist.ScreenPartiesReply;
import dev.winnow.testkit.Eventually;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/** Versions that come into force while questions are asked, on real servers, by two instances. */
final class SwapServiceTest extends ListsFixture {
    private static final int VERSIONS = 12;
    private static final int ASKERS = 4;

    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicIntegerArray answers = new AtomicIntegerArray(VERSIONS + 1);
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    @Test
    void noQuestionFailsAndEveryAnswerIsOfOneVersionWhileVersionsComeAndGo() throws Exception {
        start(Map.of());
        start(Map.of());
        loadVersion(1);
        Eventually.that(SOON, () -> bothAnswerFrom(1));
        List<Thread> askers = new ArrayList<>();
        for (int i = 0; i < ASKERS; i++) {
            askers.add(Thread.ofVirtual().start(this::ask));
        }

        for (int version = 2; version <= VERSIONS; version++) {
            int loaded = version;
            loadVersion(version);
            Eventually.that(SOON, () -> bothAnswerFrom(loaded) && answers.get(loaded) > 0);
        }
        stop.set(true);
        for (Thread asker : askers) {
            asker.join();
        }

        assertThat(failures).isEmpty();
        for (int version = 1; version <= VERSIONS; version++) {
            assertThat(answers.get(version)).as("answers of version %s", version).isPositive();
        }
    }

    /** In version n the person is entry V-n, and in no other. */
    private void loadVersion(int version) throws IOException {
        String person = "V-" + version + ",person,\"VORENKOV, Anatoly Sergeyevich\",CY\n";
        assertThat(load(HEADER + person + PENDERECKA + ZOLTRAX).version().version())
                .isEqualTo(version);
    }

    /** Which instance answers is by chance: thirty in a row are not all from one of two. */
    private boolean bothAnswerFrom(int version) {
        for (int i = 0; i < 30; i++) {
            if (screen(List.of(), party("x")).lists().getFirst().version() != version) {
                return false;
            }
        }
        return true;
    }

    // Whatever an answer is, those who ask go on; the test looks at it in the end.
    @SuppressWarnings("CatchingUnchecked")
    private void ask() {
        while (!stop.get()) {
            try {
                ScreenPartiesReply reply = screen(List.of(), party("x"), party("y"));
                int version = reply.lists().getFirst().version();
                assertThat(reply.results())
                        .allSatisfy(result ->
                                assertThat(result.hits())
                                        .extracting(Hit::entry)
                                        .containsExactly("V-" + version));
                answers.incrementAndGet(version);
            } catch (RuntimeException | AssertionError e) {
                failures.add(e);
            }
        }
    }
}
