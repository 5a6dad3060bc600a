package dev.winnow.faults.counter;

import dev.winnow.datastore.DatabaseConfig;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.config.Default;
import dev.winnow.messaging.config.Section;
import dev.winnow.messaging.ops.ProbeConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Everything that can be set for one process of the counter.
 *
 * @param database of the writer and of the worker, each its own; the downstream has none
 * @param policies limits by contract; see {@link dev.winnow.messaging.Policies}
 * @param drainLimit how long a stop may take; default 20 s
 */
record CounterConfig(
        NatsConfig nats,
        Optional<DatabaseConfig> database,
        ProbeConfig probes,
        Section policies,
        Settings counter,
        @Default("20s") Duration drainLimit) {

    enum Role {
        WRITER,
        WORKER,
        DOWNSTREAM
    }

    /**
     * @param deliveries the file to which a worker adds a line for each delivery; of this process
     *     only. A worker must have one
     * @param writes the version of its event's contract that a writer writes; a worker reads both.
     *     Default 1
     */
    record Settings(Role role, Optional<Path> deliveries, @Default("1") int writes) {}

    CounterConfig {
        if (counter.role() != Role.DOWNSTREAM && database.isEmpty()) {
            throw new IllegalArgumentException("database is missing for this role");
        }
        if (counter.role() == Role.WORKER && counter.deliveries().isEmpty()) {
            throw new IllegalArgumentException("counter.deliveries is missing for a worker");
        }
    }
}
