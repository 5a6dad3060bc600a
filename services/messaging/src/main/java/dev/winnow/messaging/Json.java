package dev.winnow.messaging;

import dev.winnow.messaging.wire.Inbound;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one way JSON is read and written: ISO 8601 dates, unknown fields ignored, decimal numbers
 * exact, nothing after the end. Safe to share.
 */
public final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder(JsonFactory.builder().recyclerPool(new JsonBuffers()).build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .addModule(new FastJson())
                    .build();

    private Json() {}

    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /**
     * Reads one value.
     *
     * @throws tools.jackson.core.JacksonException when it is not JSON of that type
     */
    public static <T> T read(byte[] json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    /** As {@link #read(byte[], Class)}, from the body of a message. */
    static <T> T read(Inbound message, Class<T> type) {
        return read(message.bytes(), message.bodyOffset(), message.bodyLength(), type);
    }

    /** As {@link #read(byte[], Class)}, from a part of the bytes. */
    static <T> T read(byte[] json, int offset, int length, Class<T> type) {
        return MAPPER.readValue(json, offset, length, type);
    }

    public static JsonMapper mapper() {
        return MAPPER;
    }
}
