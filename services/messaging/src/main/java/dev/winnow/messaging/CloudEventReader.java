package dev.winnow.messaging;

import dev.winnow.contracts.WinnowHeaders;
import dev.winnow.messaging.wire.Inbound;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads CloudEvents 1.0 from NATS messages, binary and structured mode. */
final class CloudEventReader {
    private static final String JSON = "application/json";
    private static final String STRUCTURED = "application/cloudevents+json";

    /**
     * An event's attributes and its data, still as JSON.
     *
     * @param key the CloudEvents subject, or the last token of the NATS subject when it has none
     * @param time null when the event does not say
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Received(
            String id,
            String type,
            String source,
            String key,
            @Nullable Instant time,
            byte[] data) {}

    private CloudEventReader() {}

    static Received read(Inbound message) throws PoisonException {
        byte[] body = message.body();
        int bad = TextEscapes.firstBad(body);
        if (bad >= 0) {
            throw new PoisonException(
                    "a text in the event has U+0000 or half a character, at byte " + bad);
        }
        String contentType = message.header("content-type");
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(STRUCTURED)
                ? structured(message, body)
                : binary(message, body);
    }

    /** The replay run that wants its effects once more; empty when none does. */
    static String replay(Inbound message) {
        String run = message.header(WinnowHeaders.REPLAY);
        return run == null ? "" : run;
    }

    private static Received binary(Inbound message, byte[] body) throws PoisonException {
        requireVersion(required(message, WinnowHeaders.CE_SPECVERSION));
        String subject = message.header(WinnowHeaders.CE_SUBJECT);
        String time = message.header(WinnowHeaders.CE_TIME);
        requireJson(message.header(WinnowHeaders.CE_DATACONTENTTYPE));
        return new Received(
                decode(required(message, WinnowHeaders.CE_ID)),
                decode(required(message, WinnowHeaders.CE_TYPE)),
                decode(required(message, WinnowHeaders.CE_SOURCE)),
                subject == null ? lastToken(message) : decode(subject),
                time == null ? null : time(decode(time)),
                body);
    }

    private static Received structured(Inbound message, byte[] body) throws PoisonException {
        JsonNode event;
        try {
            event = Json.mapper().readTree(body);
        } catch (JacksonException broken) {
            throw new PoisonException("the structured CloudEvent is not valid JSON", broken);
        }
        requireVersion(attribute(event, "specversion"));
        requireJson(event.path("datacontenttype").asString(null));
        String time = event.path("time").asString(null);
        return new Received(
                attribute(event, "id"),
                attribute(event, "type"),
                attribute(event, "source"),
                event.path("subject").asString(lastToken(message)),
                time == null ? null : time(time),
                data(event));
    }

    private static byte[] data(JsonNode event) throws PoisonException {
        if (event.has("data")) {
            return Json.write(event.path("data"));
        }
        try {
            return Base64.getDecoder().decode(event.path("data_base64").asString(""));
        } catch (IllegalArgumentException broken) {
            throw new PoisonException("data_base64 of the CloudEvent is not Base64", broken);
        }
    }

    private static String attribute(JsonNode event, String name) throws PoisonException {
        String value = event.path(name).asString("");
        if (value.isEmpty()) {
            throw new PoisonException("the CloudEvent has no " + name);
        }
        return value;
    }

    private static String required(Inbound message, String name) throws PoisonException {
        String value = message.header(name);
        if (value == null || value.isEmpty()) {
            throw new PoisonException("it is no CloudEvent: there is no header " + name);
        }
        return value;
    }

    private static void requireVersion(String version) throws PoisonException {
        if (!version.equals("1.0")) {
            throw new PoisonException("only CloudEvents 1.0 is understood");
        }
    }

    private static void requireJson(@Nullable String contentType) throws PoisonException {
        if (contentType == null || contentType.equals(JSON)) {
            return;
        }
        String type = contentType.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
        if (!type.equals(JSON) && !type.endsWith("+json")) {
            throw new PoisonException("the event's data is not JSON by its datacontenttype");
        }
    }

    private static Instant time(String text) throws PoisonException {
        Instant usual = Timestamps.utc(text);
        if (usual != null) {
            return usual;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException broken) {
            throw new PoisonException("the event's time is not RFC 3339", broken);
        }
    }

    /** Undoes the percent-encoding of the NATS binding. */
    static String decode(String value) throws PoisonException {
        if (value.indexOf('%') < 0) {
            return value;
        }
        byte[] raw = value.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                out.put(raw[i]);
                continue;
            }
            int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
            if (high < 0 || low < 0 || high + low == 0) {
                throw new PoisonException("an attribute is not percent-encoded as it should be");
            }
            out.put((byte) (high * 16 + low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString();
        } catch (CharacterCodingException broken) {
            throw new PoisonException("an attribute is not UTF-8 when decoded", broken);
        }
    }

    private static String lastToken(Inbound message) {
        String subject = message.subject();
        return subject.substring(subject.lastIndexOf('.') + 1);
    }
}
