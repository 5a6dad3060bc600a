package dev.winnow.cli.local;

import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.config.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to start.
 *
 * @param data where everything is kept
 * @param natsPort on loopback; 0 means a free one
 * @param natsNodes how many nats-servers: one or three; empty for as many as the data is of
 * @param httpPort of the probes, on loopback; 0 means a free one
 * @param temporary whether it ends by itself
 * @param nats a NATS to use instead of starting one
 * @param databases databases to use instead of starting a PostgreSQL
 * @param velocitySecret of the velocity database that is given; empty for the data directory's own
 * @param loadRoots more folders that lists may be loaded from
 */
public record Plan(
        DataDirectory data,
        int natsPort,
        Optional<Integer> natsNodes,
        int httpPort,
        boolean temporary,
        Optional<NatsConfig> nats,
        Optional<Databases> databases,
        Optional<Secret> velocitySecret,
        List<Path> loadRoots) {

    public Plan {
        loadRoots = List.copyOf(loadRoots);
    }

    /** All on free ports, nothing from outside. */
    public static Plan temporary(DataDirectory data) {
        return new Plan(
                data,
                0,
                Optional.empty(),
                0,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
