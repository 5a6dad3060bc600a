package dev.winnow.datastore;

import dev.winnow.messaging.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A timer that is due.
 *
 * @param kind which handler it is for
 * @param key what it is about
 * @param due when it was to fire, by the database's clock
 * @param attempt 1 for the first time that the handler is called with it
 * @param json what was scheduled with it
 */
public record Timer(String kind, String key, Instant due, int attempt, String json) {
    /** What was scheduled with it. */
    public <T> T payload(Class<T> type) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), type);
    }

    /** Payloads may hold personal data. */
    @Override
    public String toString() {
        return "Timer[" + kind + " " + key + ", attempt " + attempt + "]";
    }
}
