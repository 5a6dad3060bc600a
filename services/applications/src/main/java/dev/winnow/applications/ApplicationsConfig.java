package dev.winnow.applications;

import dev.winnow.datastore.DatabaseConfig;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.Policies;
import dev.winnow.messaging.config.Default;
import dev.winnow.messaging.config.Section;
import dev.winnow.messaging.ops.ProbeConfig;
import java.time.Duration;

/**
 * Everything that can be set.
 *
 * @param policies limits by contract; see {@link dev.winnow.messaging.Policies}
 * @param drainLimit how long a stop may take; default 20 s
 */
public record ApplicationsConfig(
        NatsConfig nats,
        DatabaseConfig database,
        ProbeConfig probes,
        Section policies,
        @Default("20s") Duration drainLimit) {

    /** The defaults, for the servers named. */
    public static ApplicationsConfig of(NatsConfig nats, DatabaseConfig database) {
        return new ApplicationsConfig(
                nats,
                database,
                new ProbeConfig("127.0.0.1", 0),
                Section.empty(Policies.SECTION),
                Duration.ofSeconds(20));
    }
}
