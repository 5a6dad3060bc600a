package dev.winnow.faults.scenario;

import dev.winnow.faults.counter.DeliveryLine;
import dev.winnow.faults.process.ServiceProcess;
import dev.winnow.faults.run.ScenarioFailedException;
import dev.winnow.faults.world.CounterWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;

/** The counter's two workers, of which the server serves one at a time. */
record Workers(CounterWorld world) {

    /** The process that made the last effect. */
    ServiceProcess active() throws SQLException {
        List<List<String>> last =
                world.database("worker")
                        .rows("SELECT worker FROM effects ORDER BY position DESC LIMIT 1");
        String pid = last.getFirst().getFirst();
        return both().stream()
                .filter(process -> String.valueOf(process.pid()).equals(pid))
                .findFirst()
                .orElseThrow(() -> new ScenarioFailedException("no worker is process " + pid));
    }

    ServiceProcess other(ServiceProcess one) {
        return both().stream().filter(process -> process != one).findFirst().orElseThrow();
    }

    List<ServiceProcess> both() {
        return List.of(world.process(CounterWorld.WORKER_1), world.process(CounterWorld.WORKER_2));
    }

    /** What any worker was given of the keys that begin so, by time. */
    List<DeliveryLine> deliveries(String prefix) {
        try {
            return DeliveryLine.read(world.folder().resolve("deliveries"), prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many effects the keys have that begin so; those of one process only. */
    long effectsOf(ServiceProcess process, String prefix) {
        return Units.number(() ->
                world.database("worker")
                        .number(
                                "SELECT count(*) FROM effects"
                                        + " WHERE starts_with(key, ?) AND worker = ?",
                                prefix,
                                String.valueOf(process.pid())));
    }

    /** How many effects the keys have that begin so. */
    long effects(String prefix) {
        return Units.number(() ->
                world.database("worker")
                        .number("SELECT count(*) FROM effects WHERE starts_with(key, ?)", prefix));
    }

    /** The sum of a meter of both. */
    double meter(String name) {
        return both().stream().mapToDouble(process -> process.meter(name)).sum();
    }
}
