package dev.winnow.messaging;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.WinnowHeaders;
import dev.winnow.messaging.wire.HeaderBlock;
import dev.winnow.messaging.wire.Inbound;
import java.time.Duration;

/** How long a caller waits, as it says in its header. */
final class DeadlineHeader {
    private DeadlineHeader() {}

    /**
     * The deadline of a request that has just arrived.
     *
     * @throws ServiceErrorException {@code invalid_request} when the header is not a whole number
     */
    static Deadline read(Inbound message, Duration otherwise) {
        String millis = message.header(WinnowHeaders.DEADLINE_MS);
        if (millis == null) {
            return Deadline.after(otherwise);
        }
        try {
            return Deadline.after(Duration.ofMillis(Long.parseLong(millis.strip())));
        } catch (NumberFormatException e) {
            throw new ServiceErrorException(
                    ErrorCode.INVALID_REQUEST,
                    "the header " + WinnowHeaders.DEADLINE_MS + " must be whole milliseconds");
        }
    }

    static void write(HeaderBlock headers, Deadline deadline) {
        // Rounded up, so that a caller with less than a millisecond does not look like one with
        // none.
        long millis = (deadline.remainingNanos() + 999_999) / 1_000_000;
        headers.add(WinnowHeaders.DEADLINE_MS, Long.toString(millis));
    }
}
