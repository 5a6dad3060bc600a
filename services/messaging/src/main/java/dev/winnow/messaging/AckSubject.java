package dev.winnow.messaging;

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
    private static final int NUMBERS = 5;
    private static final int MOST_DIGITS = 19;

    long storedAtMillis() {
        return storedAtNanos / 1_000_000;
    }

    /** Null when the subject, in wire form, is not that of a JetStream delivery. */
    static @Nullable AckSubject parse(byte[] replyTo) {
        int tokens = 1;
        for (byte b : replyTo) {
            tokens += b == '.' ? 1 : 0;
        }
        int skipped = tokens == SHORT ? 4 : 6;
        if ((tokens != SHORT && tokens < LONG) || !isAck(replyTo)) {
            return null;
        }
        int at = 0;
        for (int dots = 0; dots < skipped; at++) {
            dots += replyTo[at] == '.' ? 1 : 0;
        }
        long[] numbers = new long[NUMBERS];
        for (int i = 0; i < NUMBERS; i++) {
            int end = at;
            long value = 0;
            while (end < replyTo.length && replyTo[end] != '.') {
                int digit = replyTo[end++] - '0';
                if (digit < 0 || digit > 9 || end - at > MOST_DIGITS) {
                    return null;
                }
                value = value * 10 + digit;
            }
            if (end == at) {
                return null;
            }
            numbers[i] = value;
            at = end + 1;
        }
        int deliveries = (int) Math.min(Integer.MAX_VALUE, numbers[0]);
        return new AckSubject(deliveries, numbers[1], numbers[2], numbers[3], numbers[4]);
    }

    private static boolean isAck(byte[] subject) {
        String prefix = "$JS.ACK.";
        for (int i = 0; i < prefix.length(); i++) {
            if (subject[i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
