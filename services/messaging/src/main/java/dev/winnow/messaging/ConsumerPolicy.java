package dev.winnow.messaging;

import dev.winnow.messaging.config.DataSize;
import java.time.Duration;

/**
 * How a durable consumer works through its events. The ack wait comes from the consumer's
 * definition on the server.
 *
 * @param maxInFlight how many events are held and asked for at the same time, handled or waiting;
 *     default 64
 * @param maxBytesInFlight how many bytes of events are held and asked for at the same time; one
 *     event that is larger still gets through, alone; default 32 MiB
 * @param maxDeliveries of one event before it goes to the dead letters; default 5
 * @param backoff before the second delivery, doubled for each further one, with full jitter;
 *     default 200 ms
 * @param maxBackoff the most it is doubled to; default 30 s
 * @param handlerTimeout how long one attempt of a handler may take; then its thread is interrupted
 *     and the attempt has failed. Leases are kept no longer; default 5 minutes
 * @param orderedByKey whether events of one key are handled one after the other, also while one is
 *     retried; different keys run in parallel either way; default true
 * @param circuit when pulling pauses because what the handlers need fails: services that cannot be
 *     reached or are in trouble, and every {@link TransientFailure}; default that of {@link
 *     CircuitPolicy}
 */
public record ConsumerPolicy(
        int maxInFlight,
        DataSize maxBytesInFlight,
        int maxDeliveries,
        Duration backoff,
        Duration maxBackoff,
        Duration handlerTimeout,
        boolean orderedByKey,
        CircuitPolicy circuit) {
    public ConsumerPolicy {
        Limits.atLeast("maxInFlight", maxInFlight, 1);
        Limits.atLeast("maxDeliveries", maxDeliveries, 1);
        if (maxBytesInFlight.bytes() < 1) {
            throw new IllegalArgumentException("maxBytesInFlight must be at least 1B");
        }
        Limits.positive("backoff", backoff);
        Limits.positive("maxBackoff", maxBackoff);
        Limits.positive("handlerTimeout", handlerTimeout);
    }

    public static ConsumerPolicy ofDefaults() {
        return new ConsumerPolicy(
                64,
                new DataSize(32 << 20),
                5,
                Duration.ofMillis(200),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                true,
                CircuitPolicy.ofDefaults());
    }

    public ConsumerPolicy withMaxInFlight(int value) {
        return new ConsumerPolicy(
                value,
                maxBytesInFlight,
                maxDeliveries,
                backoff,
                maxBackoff,
                handlerTimeout,
                orderedByKey,
                circuit);
    }

    public ConsumerPolicy withMaxBytesInFlight(DataSize value) {
        return new ConsumerPolicy(
                maxInFlight,
                value,
                maxDeliveries,
                backoff,
                maxBackoff,
                handlerTimeout,
                orderedByKey,
                circuit);
    }

    public ConsumerPolicy withMaxDeliveries(int value) {
        return new ConsumerPolicy(
                maxInFlight,
                maxBytesInFlight,
                value,
                backoff,
                maxBackoff,
                handlerTimeout,
                orderedByKey,
                circuit);
    }

    public ConsumerPolicy withBackoff(Duration value) {
        return new ConsumerPolicy(
                maxInFlight,
                maxBytesInFlight,
                maxDeliveries,
                value,
                maxBackoff,
                handlerTimeout,
                orderedByKey,
                circuit);
    }

    public ConsumerPolicy withMaxBackoff(Duration value) {
        return new ConsumerPolicy(
                maxInFlight,
                maxBytesInFlight,
                maxDeliveries,
                backoff,
                value,
                handlerTimeout,
                orderedByKey,
                circuit);
    }

    public ConsumerPolicy withHandlerTimeout(Duration value) {
        return new ConsumerPolicy(
                maxInFlight,
                maxBytesInFlight,
                maxDeliveries,
                backoff,
                maxBackoff,
                value,
                orderedByKey,
                circuit);
    }

    public ConsumerPolicy withOrderedByKey(boolean value) {
        return new ConsumerPolicy(
                maxInFlight,
                maxBytesInFlight,
                maxDeliveries,
                backoff,
                maxBackoff,
                handlerTimeout,
                value,
                circuit);
    }

    public ConsumerPolicy withCircuit(CircuitPolicy value) {
        return new ConsumerPolicy(
                maxInFlight,
                maxBytesInFlight,
                maxDeliveries,
                backoff,
                maxBackoff,
                handlerTimeout,
                orderedByKey,
                value);
    }
}
