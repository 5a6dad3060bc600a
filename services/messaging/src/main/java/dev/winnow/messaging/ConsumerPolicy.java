package dev.winnow.messaging;

import java.time.Duration;

/**
 * How a durable consumer works through its events. The ack wait comes from the consumer's
 * definition on the server.
 *
 * @param maxInFlight how many events are held at the same time, handled or waiting; default 64
 * @param maxDeliveries of one event before it goes to the dead letters; default 5
 * @param backoff before the second delivery, doubled for each further one, with full jitter;
 *     default 200 ms
 * @param maxBackoff the most it is doubled to; default 30 s
 * @param orderedByKey whether events of one key are handled one after the other, also while one is
 *     retried; different keys run in parallel either way; default true
 */
public record ConsumerPolicy(
        int maxInFlight,
        int maxDeliveries,
        Duration backoff,
        Duration maxBackoff,
        boolean orderedByKey) {
    public ConsumerPolicy {
        Limits.atLeast("maxInFlight", maxInFlight, 1);
        Limits.atLeast("maxDeliveries", maxDeliveries, 1);
        Limits.positive("backoff", backoff);
        Limits.positive("maxBackoff", maxBackoff);
    }

    public static ConsumerPolicy ofDefaults() {
        return new ConsumerPolicy(64, 5, Duration.ofMillis(200), Duration.ofSeconds(30), true);
    }

    public ConsumerPolicy withMaxInFlight(int value) {
        return new ConsumerPolicy(value, maxDeliveries, backoff, maxBackoff, orderedByKey);
    }

    public ConsumerPolicy withMaxDeliveries(int value) {
        return new ConsumerPolicy(maxInFlight, value, backoff, maxBackoff, orderedByKey);
    }

    public ConsumerPolicy withBackoff(Duration value) {
        return new ConsumerPolicy(maxInFlight, maxDeliveries, value, maxBackoff, orderedByKey);
    }

    public ConsumerPolicy withMaxBackoff(Duration value) {
        return new ConsumerPolicy(maxInFlight, maxDeliveries, backoff, value, orderedByKey);
    }

    public ConsumerPolicy withOrderedByKey(boolean value) {
        return new ConsumerPolicy(maxInFlight, maxDeliveries, backoff, maxBackoff, value);
    }
}
