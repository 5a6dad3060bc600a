package dev.winnow.messaging;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message that a stream keeps. The body is not copied.
 *
 * @param sequence in its stream
 * @param subject that it was published to
 * @param time when the stream stored it
 * @param headers all values of each, names and order as they were sent
 * @param body empty when only headers were asked for
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying each body would cost
public record StoredMessage(
        long sequence,
        String subject,
        Instant time,
        Map<String, List<String>> headers,
        byte[] body) {
    public StoredMessage {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** The first value of a header; of one in another case when there is none in this. */
    public Optional<String> header(String name) {
        List<String> exact = headers.get(name);
        if (exact != null && !exact.isEmpty()) {
            return Optional.of(exact.getFirst());
        }
        return headers.entrySet().stream()
                .filter(header ->
                        header.getKey().equalsIgnoreCase(name) && !header.getValue().isEmpty())
                .map(header -> header.getValue().getFirst())
                .findFirst();
    }

    /** Bodies and headers may hold personal data. */
    @Override
    public String toString() {
        return "StoredMessage[" + sequence + " " + subject + "]";
    }
}
