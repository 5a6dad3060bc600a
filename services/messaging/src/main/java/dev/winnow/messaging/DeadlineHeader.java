package dev.winnow.messaging;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.WinnowHeaders;
import io.nats.client.impl.Headers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long a caller waits, as it says in its header. */
final class DeadlineHeader {
    private DeadlineHeader() {}

    /**
     * The deadline of a request that has just arrived.
     *
     * @throws ServiceErrorException {@code invalid_request} when the header is not a whole number
     */
    static Deadline read(@Nullable Headers headers, Duration otherwise) {
        String millis = headers == null ? null : value(headers);
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

    static void write(Headers headers, Deadline deadline) {
        // Rounded up, so that a caller with less than a millisecond does not look like one with
        // none.
        long millis = (deadline.remainingNanos() + 999_999) / 1_000_000;
        headers.put(WinnowHeaders.DEADLINE_MS, Long.toString(millis));
    }

    private static @Nullable String value(Headers headers) {
        String exact = headers.getFirst(WinnowHeaders.DEADLINE_MS);
        if (exact != null) {
            return exact;
        }
        List<String> others = headers.getIgnoreCase(WinnowHeaders.DEADLINE_MS);
        return others == null || others.isEmpty() ? null : others.getFirst();
    }
}
