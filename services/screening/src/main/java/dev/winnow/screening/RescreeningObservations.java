package dev.winnow.screening;

import dev.winnow.screening.application.RescreenBatch;
import dev.winnow.screening.application.RescreeningObserver;
import dev.winnow.screening.domain.ListVersion;
import dev.winnow.screening.domain.Rescreening;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How screening again goes, as log lines and meters. Safe to share. */
final class RescreeningObservations implements RescreeningObserver {
    /** Counter: decided applications that were looked at again; tag outcome. */
    static final String RESCREENED = "winnow.screening.rescreened";

    /** Counter: times that applications had to be put off, since a list could not be looked at. */
    static final String PUT_OFF = "winnow.screening.rescreening.put.off";

    private static final Logger LOG = LoggerFactory.getLogger(RescreeningObservations.class);

    private final MeterRegistry registry;

    RescreeningObservations(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void began(Rescreening run) {
        LOG.info(
                "list {} moved from version {} to {}: {} decided applications are screened again",
                run.list(),
                run.from(),
                run.to(),
                run.total());
    }

    @Override
    public void ended(Rescreening run) {
        LOG.info(
                "list {} version {}: {} applications screened again in {}, {} with another result,"
                        + " {} with another decision",
                run.list(),
                run.to(),
                run.done(),
                run.completedAt()
                        .map(end -> Duration.between(run.startedAt(), end))
                        .orElse(Duration.ZERO),
                run.changed(),
                run.redecided());
    }

    @Override
    public void did(ListVersion target, RescreenBatch.Done done) {
        count("unchanged", done.looked() - done.changed());
        count("changed", done.changed() - done.redecided());
        count("redecided", done.redecided());
    }

    private void count(String outcome, int many) {
        registry.counter(RESCREENED, "outcome", outcome).increment(many);
    }

    @Override
    public void putOff(ListVersion target, String why) {
        registry.counter(PUT_OFF).increment();
        LOG.warn(
                "list {} version {}: applications are screened again later: {}",
                target.list(),
                target.version(),
                why);
    }
}
