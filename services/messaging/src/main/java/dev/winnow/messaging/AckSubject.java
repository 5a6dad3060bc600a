package dev.winnow.messaging;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the reply subject of a JetStream delivery says: {@code $JS.ACK.<stream>.<consumer>.
 * <deliveries>.<stream sequence>.<consumer sequence>.<time>.<pending>}, or the longer form with
 * domain and account before the stream.
 *
 * @param deliveries of this message so far, this one included
 * @param sequence in the stream
 * @param consumerSequence counts what the consumer was sent, without a gap
 * @param storedAtNanos when the stream stored it, since 1970
 * @param pending how many messages still wait for the consumer
 */
record AckSubject(
        int deliveries, long sequence, long consumerSequence, long storedAtNanos, long pending) {
    private static final int SHORT = 9;
    private static final int LONG = 11;

    long storedAtMillis() {
        return storedAtNanos / 1_000_000;
    }

    /** Empty when the subject is not that of a JetStream delivery. */
    static Optional<AckSubject> parse(@Nullable String replyTo) {
        if (replyTo == null || !replyTo.startsWith("$JS.ACK.")) {
            return Optional.empty();
        }
        String[] tokens = replyTo.split("\\.", -1);
        int first = tokens.length == SHORT ? 4 : tokens.length >= LONG ? 6 : -1;
        if (first < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new AckSubject(
                            Integer.parseInt(tokens[first]),
                            Long.parseLong(tokens[first + 1]),
                            Long.parseLong(tokens[first + 2]),
                            Long.parseLong(tokens[first + 3]),
                            Long.parseLong(tokens[first + 4])));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
