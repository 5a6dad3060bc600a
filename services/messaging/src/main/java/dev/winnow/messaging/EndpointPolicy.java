package dev.winnow.messaging;

import java.time.Duration;

/**
 * The limits of an endpoint. What is past them is refused at once with {@code overloaded} or {@code
 * too_large}.
 *
 * @param concurrency how many requests are handled at the same time; default 64
 * @param waiting how many more may wait for a turn; default 256
 * @param maxWait how long one may wait for its turn; default 100 ms
 * @param maxPayloadBytes the largest request; default 1 MiB
 */
public record EndpointPolicy(int concurrency, int waiting, Duration maxWait, int maxPayloadBytes) {
    public EndpointPolicy {
        Limits.atLeast("concurrency", concurrency, 1);
        Limits.atLeast("waiting", waiting, 0);
        Limits.notNegative("maxWait", maxWait);
        Limits.atLeast("maxPayloadBytes", maxPayloadBytes, 1);
    }

    public static EndpointPolicy ofDefaults() {
        return new EndpointPolicy(64, 256, Duration.ofMillis(100), 1 << 20);
    }

    public EndpointPolicy withConcurrency(int value) {
        return new EndpointPolicy(value, waiting, maxWait, maxPayloadBytes);
    }

    public EndpointPolicy withWaiting(int value) {
        return new EndpointPolicy(concurrency, value, maxWait, maxPayloadBytes);
    }

    public EndpointPolicy withMaxWait(Duration value) {
        return new EndpointPolicy(concurrency, waiting, value, maxPayloadBytes);
    }

    public EndpointPolicy withMaxPayloadBytes(int value) {
        return new EndpointPolicy(concurrency, waiting, maxWait, value);
    }
}
