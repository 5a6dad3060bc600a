package dev.winnow.faults.scenario;

import dev.winnow.faults.counter.CounterContracts;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.CounterWorld;
import dev.winnow.localservers.Direction;
import dev.winnow.localservers.Unit;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** Which units of the protocols the scenarios mean. Stateless. */
final class Units {
    /** How a process ends that a SIGTERM has ended: 128 and the signal's number. */
    static final int BY_SIGTERM = 143;

    private Units() {}

    /** A fact of the story on its way into the stream. */
    static Predicate<Unit> publishOf(Story story) {
        String beginning = CounterContracts.WRITTEN.subjectPattern().replace("*", story.prefix());
        return unit ->
                unit.direction() == Direction.TO_SERVER && unit.subject().startsWith(beginning);
    }

    /** The stream's word that it has one. */
    static Predicate<Unit> publishAcknowledged() {
        return unit ->
                unit.direction() == Direction.TO_CLIENT
                        && unit.is("MSG", "HMSG")
                        && unit.text().contains("\"stream\":\"" + CounterContracts.STREAM + "\"")
                        && unit.text().contains("\"seq\"");
    }

    /** A worker's word that it is done with an event. */
    static Predicate<Unit> acknowledge() {
        return unit ->
                unit.direction() == Direction.TO_SERVER
                        && unit.subject().startsWith("$JS.ACK.")
                        && unit.text().contains("+ACK");
    }

    /**
     * Writes that were answered with a typed refusal: the service's, or that of the open circuit.
     */
    static long refused(CounterWorld world) {
        Map<String, Long> failures = world.counts().failures();
        return failures.getOrDefault("ServiceError", 0L) + failures.getOrDefault("Refused", 0L);
    }

    /** For conditions that are waited for: what cannot be read now is nothing yet. */
    static long number(Callable<Long> query) {
        try {
            return query.call();
        } catch (Exception notNow) {
            return Long.MIN_VALUE;
        }
    }
}
