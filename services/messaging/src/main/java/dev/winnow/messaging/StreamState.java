package dev.winnow.messaging;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a stream keeps at the moment.
 *
 * @param subjects that it takes
 * @param messages how many it keeps
 * @param bytes their size in the store
 * @param maxBytes the most that it may keep; 0 or less for no limit of its own
 * @param firstSequence the lowest that it keeps; one more than the last when it keeps nothing
 * @param lastSequence the highest that it ever gave; 0 when there was none
 * @param firstTime when the first one kept was stored; empty when it keeps nothing
 * @param lastTime when the last one was stored; empty when there was none
 */
public record StreamState(
        List<String> subjects,
        long messages,
        long bytes,
        long maxBytes,
        long firstSequence,
        long lastSequence,
        Optional<Instant> firstTime,
        Optional<Instant> lastTime) {
    public StreamState {
        subjects = List.copyOf(subjects);
    }

    static StreamState of(JsonNode info) {
        JsonNode state = info.path("state");
        return new StreamState(
                info.path("config")
                        .path("subjects")
                        .valueStream()
                        .map(s -> s.asString(""))
                        .toList(),
                state.path("messages").asLong(0),
                state.path("bytes").asLong(0),
                info.path("config").path("max_bytes").asLong(-1),
                state.path("first_seq").asLong(0),
                state.path("last_seq").asLong(0),
                time(state.path("first_ts")),
                time(state.path("last_ts")));
    }

    /** The server writes year 1 for "never". */
    private static Optional<Instant> time(JsonNode text) {
        return Optional.of(text.asString(""))
                .filter(value -> !value.isEmpty() && !value.startsWith("0001-"))
                .map(Instant::parse);
    }
}
