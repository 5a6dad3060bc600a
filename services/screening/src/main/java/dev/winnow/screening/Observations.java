package dev.winnow.screening;

import dev.winnow.screening.application.Claim;
import dev.winnow.screening.application.Observer;
import dev.winnow.screening.application.PolicyRefusedException;
import dev.winnow.screening.application.RunScreening.Attempt;
import dev.winnow.screening.application.ScreeningRunner;
import dev.winnow.screening.domain.policy.PolicyVersion;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens, as log lines and meters. Safe to share. */
final class Observations implements Observer {
    /** Timer: from the start of a screening to its decision; tag decision. */
    static final String DECISIONS = "winnow.screening.decisions";

    /** Counter: attempts that were put off because a check could not be made. */
    static final String POSTPONED = "winnow.screening.postponed";

    /** Counter: attempts whose screening another instance had taken over. */
    static final String LOST = "winnow.screening.lost";

    /** Gauge: screenings that run just now. */
    static final String RUNNING = "winnow.screening.running";

    private static final Logger LOG = LoggerFactory.getLogger(Observations.class);

    private final MeterRegistry registry;

    Observations(MeterRegistry registry) {
        this.registry = registry;
    }

    void watch(ScreeningRunner runner) {
        registry.gauge(RUNNING, runner, ScreeningRunner::busy);
    }

    @Override
    public void ended(Claim claim, Attempt attempt) {
        switch (attempt) {
            case Attempt.Decided(var result) ->
                    Timer.builder(DECISIONS)
                            .tag(
                                    "decision",
                                    result.verdict().decision().name().toLowerCase(Locale.ROOT))
                            .register(registry)
                            .record(Duration.between(result.startedAt(), result.completedAt()));
            case Attempt.Postponed ignored -> registry.counter(POSTPONED).increment();
            case Attempt.Lost ignored -> {
                registry.counter(LOST).increment();
                LOG.warn("application {}: another has taken it over", claim.applicationId());
            }
        }
    }

    @Override
    public void brokeOff(Claim claim, RuntimeException cause) {
        LOG.warn(
                "application {}: attempt {} broke off, it is taken up again",
                claim.applicationId(),
                claim.attempt(),
                cause);
    }

    @Override
    public void leftToOthers(int screenings) {
        LOG.warn("{} screenings are left to others", screenings);
    }

    @Override
    public void policyRefused(String origin, PolicyVersion stays, PolicyRefusedException why) {
        LOG.error(
                "policy {} is refused, {} {} stays in force: {}",
                origin,
                stays.name(),
                stays.version(),
                why.getMessage());
    }
}
