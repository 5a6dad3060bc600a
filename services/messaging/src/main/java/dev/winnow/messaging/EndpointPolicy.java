package dev.winnow.messaging;

import java.time.Duration;

/**
 * The limits of an endpoint. What is past them is refused at once with {@code overloaded} or {@code
 * too_large}.
 *
 * @param concurrency how many requests are handled at the same time; default 64
 * @param waiting how many more may wait for a turn in a burst; default 256. When somebody has been
 *     waiting without a break for {@code maxWait}, it is an overload, in which no more may wait
 *     than half of those that are handled, until nobody was refused for a second
 * @param maxWait how long one may wait for its turn; default 100 ms
 * @param maxPayloadBytes the largest request; default 1 MiB
 * @param rateLimit how many requests are taken in each second; 0, the default, means no limit
 * @param adaptive whether the number handled at the same time follows what the handler can do:
 *     fewer when requests slow each other down, {@code concurrency} at most; default false
 */
public record EndpointPolicy(
        int concurrency,
        int waiting,
        Duration maxWait,
        int maxPayloadBytes,
        int rateLimit,
        boolean adaptive) {
    public EndpointPolicy {
        Limits.atLeast("concurrency", concurrency, 1);
        Limits.atLeast("waiting", waiting, 0);
        Limits.notNegative("maxWait", maxWait);
        Limits.atLeast("maxPayloadBytes", maxPayloadBytes, 1);
        Limits.atLeast("rateLimit", rateLimit, 0);
    }

    public static EndpointPolicy ofDefaults() {
        return new EndpointPolicy(64, 256, Duration.ofMillis(100), 1 << 20, 0, false);
    }

    public EndpointPolicy withConcurrency(int value) {
        return new EndpointPolicy(value, waiting, maxWait, maxPayloadBytes, rateLimit, adaptive);
    }

    public EndpointPolicy withWaiting(int value) {
        return new EndpointPolicy(
                concurrency, value, maxWait, maxPayloadBytes, rateLimit, adaptive);
    }

    public EndpointPolicy withMaxWait(Duration value) {
        return new EndpointPolicy(
                concurrency, waiting, value, maxPayloadBytes, rateLimit, adaptive);
    }

    public EndpointPolicy withMaxPayloadBytes(int value) {
        return new EndpointPolicy(concurrency, waiting, maxWait, value, rateLimit, adaptive);
    }

    public EndpointPolicy withRateLimit(int value) {
        return new EndpointPolicy(concurrency, waiting, maxWait, maxPayloadBytes, value, adaptive);
    }

    public EndpointPolicy withAdaptive(boolean value) {
        return new EndpointPolicy(concurrency, waiting, maxWait, maxPayloadBytes, rateLimit, value);
    }
}
