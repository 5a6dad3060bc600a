package dev.winnow.cli.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.messaging.DeadLetter;
import dev.winnow.messaging.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One dead letter as programs get it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeadLetterLine(
        long sequence,
        String came,
        String stream,
        String consumer,
        String subject,
        long originalSequence,
        @Nullable String type,
        @Nullable String eventId,
        String kind,
        String reason,
        @Nullable String exception,
        int deliveries,
        @Nullable String firstFailure,
        String lastFailure,
        int redrives,
        List<DeadLetter.Death> history,
        @Nullable Map<String, List<String>> headers,
        @Nullable String body) {

    static DeadLetterLine of(DeadLetter letter, boolean withHeaders, boolean withBody) {
        return new DeadLetterLine(
                letter.sequence(),
                letter.message().time().toString(),
                letter.stream(),
                letter.consumer(),
                letter.subject(),
                letter.originalSequence(),
                letter.type().orElse(null),
                letter.eventId().orElse(null),
                letter.kind(),
                letter.reason(),
                letter.exception().orElse(null),
                letter.deliveries(),
                letter.firstFailure().map(Object::toString).orElse(null),
                letter.lastFailure().toString(),
                letter.redrives(),
                letter.history(),
                withHeaders ? new TreeMap<>(letter.message().headers()) : null,
                withBody ? new String(letter.message().body(), StandardCharsets.UTF_8) : null);
    }

    String json() {
        return new String(Json.write(this), StandardCharsets.UTF_8);
    }
}
