package dev.winnow.applications;

import dev.winnow.datastore.DatabaseConfig;
import dev.winnow.messaging.ConsumerPolicy;
import dev.winnow.messaging.EndpointPolicy;
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
        Endpoints endpoints,
        Events events,
        @Default("20s") Duration drainLimit) {

    /** The defaults, for the servers named. */
    public static ApplicationsConfig of(NatsConfig nats, DatabaseConfig database) {
        return new ApplicationsConfig(
                nats,
                database,
                new ProbeConfig("127.0.0.1", 0),
                Section.empty(Policies.SECTION),
                new Endpoints(64, 256, Duration.ofMillis(250)),
                new Events(64, 5),
                Duration.ofSeconds(20));
    }

    /**
     * The limits of each endpoint.
     *
     * @param concurrency requests that are worked on at the same time; default 64
     * @param waiting requests that may wait for their turn; default 256
     * @param maxWait how long one may wait; default 250 ms
     */
    public record Endpoints(
            @Default("64") int concurrency,
            @Default("256") int waiting,
            @Default("250ms") Duration maxWait) {

        EndpointPolicy policy() {
            return EndpointPolicy.ofDefaults()
                    .withConcurrency(concurrency)
                    .withWaiting(waiting)
                    .withMaxWait(maxWait)
                    .withMaxPayloadBytes(64 * 1024);
        }
    }

    /**
     * The limits of the durable consumer.
     *
     * @param maxInFlight events that are held at the same time; default 64
     * @param maxDeliveries of one event before it is a dead letter; default 5
     */
    public record Events(@Default("64") int maxInFlight, @Default("5") int maxDeliveries) {

        ConsumerPolicy policy() {
            return ConsumerPolicy.ofDefaults()
                    .withMaxInFlight(maxInFlight)
                    .withMaxDeliveries(maxDeliveries);
        }
    }
}
