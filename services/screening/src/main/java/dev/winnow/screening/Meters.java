package dev.winnow.screening;

import dev.winnow.screening.application.RunScreening.Attempt;
import dev.winnow.screening.application.ScreeningRunner;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/** The service's own meters. */
final class Meters {
    /** Timer: from the start of a screening to its decision; tag decision. */
    static final String DECISIONS = "winnow.screening.decisions";

    /** Counter: attempts that were put off because a check could not be made. */
    static final String POSTPONED = "winnow.screening.postponed";

    /** Counter: attempts whose screening another instance had taken over. */
    static final String LOST = "winnow.screening.lost";

    /** Gauge: screenings that run just now. */
    static final String RUNNING = "winnow.screening.running";

    private final MeterRegistry registry;

    Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    void watch(ScreeningRunner runner) {
        registry.gauge(RUNNING, runner, ScreeningRunner::busy);
    }

    void count(Attempt attempt) {
        switch (attempt) {
            case Attempt.Decided(var result) ->
                    Timer.builder(DECISIONS)
                            .tag(
                                    "decision",
                                    result.verdict().decision().name().toLowerCase(Locale.ROOT))
                            .register(registry)
                            .record(Duration.between(result.startedAt(), result.completedAt()));
            case Attempt.Postponed ignored -> registry.counter(POSTPONED).increment();
            case Attempt.Lost ignored -> registry.counter(LOST).increment();
        }
    }
}
