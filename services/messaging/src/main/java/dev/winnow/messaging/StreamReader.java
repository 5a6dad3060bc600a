package dev.winnow.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Reads what one stream keeps, and takes single messages out of it; made by {@link
 * Messaging#stream}. Every method asks the server and blocks, for 5 s at most; each throws {@link
 * JetStreamApiException} when JetStream says no, as for a stream that is not there, and {@link
 * CallException} when it does not answer. Safe to share.
 */
public final class StreamReader {
    private static final byte[] NOTHING = {};
    private static final int DELETE_FAILED = 10057;
    private static final int SEQUENCE_NOT_FOUND = 10043;

    private final Core core;
    private final JetStreamApi api;
    private final String stream;

    StreamReader(Core core, String stream) {
        this.core = core;
        this.api = new JetStreamApi(core.mux());
        this.stream = stream;
    }

    public String name() {
        return stream;
    }

    /** What the stream keeps at the moment. */
    public StreamState state() {
        return StreamState.of(api.request("$JS.API.STREAM.INFO." + stream, NOTHING));
    }

    /** One message; empty when the stream does not keep it (any more). */
    public Optional<StoredMessage> get(long sequence) {
        return message(Map.of("seq", sequence));
    }

    /** The last message of a subject, which may have wildcards; empty when there is none. */
    public Optional<StoredMessage> lastBySubject(String subject) {
        return message(Map.of("last_by_subj", subject));
    }

    /**
     * Begins to read what the query says, as the stream keeps it now. Close the cursor, which has a
     * place on the server.
     */
    public StreamCursor read(StreamQuery query) {
        return new StreamCursor(core, stream, query);
    }

    /** Takes a message out of the stream; false when it was not there. */
    public boolean delete(long sequence) {
        try {
            return api.request(
                            "$JS.API.STREAM.MSG.DELETE." + stream,
                            Json.write(Map.of("seq", sequence, "no_erase", true)))
                    .path("success")
                    .asBoolean(false);
        } catch (JetStreamApiException refused) {
            boolean gone =
                    refused.isNotFound()
                            || refused.errorCode() == DELETE_FAILED
                            || refused.errorCode() == SEQUENCE_NOT_FOUND;
            if (gone && get(sequence).isEmpty()) {
                return false;
            }
            throw refused;
        }
    }

    private Optional<StoredMessage> message(Object request) {
        try {
            JsonNode message =
                    api.request("$JS.API.STREAM.MSG.GET." + stream, Json.write(request))
                            .path("message");
            return Optional.of(
                    new StoredMessage(
                            message.path("seq").asLong(),
                            message.path("subject").asString(""),
                            Instant.parse(message.path("time").asString("")),
                            headers(decode(message.path("hdrs").asString(""))),
                            decode(message.path("data").asString(""))));
        } catch (JetStreamApiException refused) {
            if (refused.errorCode() == JetStreamApiException.MESSAGE_NOT_FOUND) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private static byte[] decode(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    /** The wire's own form: a first line, then one header a line. */
    private static Map<String, List<String>> headers(byte[] bytes) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .forEach(line -> {
                    int colon = line.indexOf(':');
                    if (colon > 0) {
                        headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                                .add(line.substring(colon + 1).strip());
                    }
                });
        return headers;
    }
}
