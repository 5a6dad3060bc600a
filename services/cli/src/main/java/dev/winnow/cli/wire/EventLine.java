package dev.winnow.cli.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.contracts.WinnowHeaders;
import dev.winnow.messaging.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** One message as {@code tail} prints it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EventLine(
        String subject,
        @Nullable Long sequence,
        @Nullable String time,
        @Nullable String type,
        @Nullable String id,
        @Nullable Map<String, String> headers,
        Object data) {

    static EventLine of(
            String subject,
            @Nullable Long sequence,
            @Nullable String stored,
            Map<String, String> headers,
            byte[] body,
            boolean withHeaders) {
        String time = headers.get(WinnowHeaders.CE_TIME);
        return new EventLine(
                subject,
                sequence,
                time == null ? stored : time,
                headers.get(WinnowHeaders.CE_TYPE),
                headers.get(WinnowHeaders.CE_ID),
                withHeaders ? new TreeMap<>(headers) : null,
                data(body));
    }

    private static Object data(byte[] body) {
        try {
            return Json.mapper().readTree(body);
        } catch (JacksonException e) {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    String json() {
        return new String(Json.write(this), StandardCharsets.UTF_8);
    }
}
