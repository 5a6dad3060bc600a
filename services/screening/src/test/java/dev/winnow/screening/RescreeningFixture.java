package dev.winnow.screening;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.contracts.screening.HistoryReply;
import dev.winnow.contracts.screening.HistoryRequest;
import dev.winnow.contracts.screening.Rescreened;
import dev.winnow.contracts.screening.Rescreening;
import dev.winnow.contracts.screening.RescreeningsRequest;
import dev.winnow.contracts.screening.ScreeningContracts;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.EventMessage;
import dev.winnow.messaging.Json;
import dev.winnow.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Applicants whose names end with a number, lists in a test's hands, and what is told of them. */
final class RescreeningFixture implements AutoCloseable {
    static final String UN = "un";
    private static final Duration SOON = ScreeningFixture.SOON;

    final ScreeningFixture screening = Servers.fixture();
    final FakeLists lists = FakeLists.start(screening.nats);
    private final Queue<Rescreened> rescreened = new ConcurrentLinkedQueue<>();

    RescreeningFixture() {
        screening
                .driver
                .raw()
                .subscribe(
                        ScreeningContracts.RESCREENED.subjectPattern(),
                        m -> rescreened.add(Json.read(m.body(), Rescreened.class)));
        screening.driver.raw().flush(Duration.ofSeconds(2));
    }

    /** Five at a time, one after the other. */
    ScreeningConfig config() {
        return screening
                .config()
                .withRescreening(
                        new ScreeningConfig.Rescreening(
                                5,
                                1,
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(3),
                                Duration.ofMillis(50),
                                Duration.ofMillis(50),
                                Duration.ofMillis(200)));
    }

    ScreeningService start() {
        return screening.start(config());
    }

    static String name(int number) {
        return "Applicant " + number;
    }

    /** Screens that many; returns their ids by their numbers. */
    List<String> screened(int many) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            Samples.Form form = Samples.person();
            form.name = name(i);
            ids.add(screening.submit(form));
        }
        ids.forEach(screening::result);
        return ids;
    }

    /** Tells of a new version. */
    void tell(int from, int to) {
        tell(lists.changed(UN, from, to));
    }

    void tell(EventMessage event) {
        screening.publish(event);
    }

    Rescreening awaitCompleted(int to) {
        Eventually.that(
                SOON,
                () -> "the end of version " + to + ": " + runs(),
                () -> runs().stream().anyMatch(run -> completed(run, to)));
        return runs().stream().filter(run -> completed(run, to)).findFirst().orElseThrow();
    }

    private static boolean completed(Rescreening run, int to) {
        return run.to() == to && run.state() == Rescreening.State.COMPLETED;
    }

    /** The latest first. */
    List<Rescreening> runs() {
        return screening
                .driver
                .client(ScreeningContracts.RESCREENINGS, CallPolicy.ofDefaults())
                .call(new RescreeningsRequest(UN, null))
                .rescreenings();
    }

    HistoryReply history(String id) {
        return screening
                .driver
                .client(ScreeningContracts.HISTORY, CallPolicy.ofDefaults())
                .call(new HistoryRequest(id, null, null));
    }

    /** What has been told of changed results, once that many are there. */
    List<Rescreened> rescreened(int many) {
        Eventually.that(
                SOON,
                () -> many + " changed results: " + rescreened.size(),
                () -> rescreened.size() >= many);
        assertThat(rescreened).hasSize(many);
        return List.copyOf(rescreened);
    }

    @Override
    public void close() {
        lists.close();
        screening.close();
    }
}
