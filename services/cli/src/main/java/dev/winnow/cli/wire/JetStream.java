package dev.winnow.cli.wire;

import dev.winnow.cli.console.CommandFailure;
import dev.winnow.cli.console.ExitCode;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.NoRespondersException;
import dev.winnow.messaging.RawClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The few questions that commands ask the JetStream API. */
final class JetStream {
    private static final int NOT_FOUND = 404;
    private static final int NO_MESSAGE = 10_037;

    private final RawClient raw;
    private final Duration timeout;

    JetStream(RawClient raw, Duration timeout) {
        this.raw = raw;
        this.timeout = timeout;
    }

    /** A message that a stream keeps. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Stored(
            String subject, long sequence, String time, Map<String, String> headers, byte[] data) {
        /** Bytes are not for reading. */
        @Override
        public String toString() {
            return "Stored[" + subject + " " + sequence + "]";
        }
    }

    /** The streams that keep a subject; its own name is a stream's subject, too. */
    List<String> streamsOf(String subject) {
        JsonNode reply = ask("STREAM.NAMES", Map.of("subject", subject));
        List<String> names = new ArrayList<>();
        reply.path("streams").forEach(name -> names.add(name.asString()));
        return names;
    }

    /** All streams with their state. */
    List<JsonNode> streams() {
        return all("STREAM.LIST", "streams");
    }

    /** All consumers of a stream with their state. */
    List<JsonNode> consumers(String stream) {
        return all("CONSUMER.LIST." + stream, "consumers");
    }

    /** The first subject of the stream of that name; empty when there is no such stream. */
    Optional<String> subjectOf(String stream) {
        return streams().stream()
                .map(found -> found.path("config"))
                .filter(config -> config.path("name").asString("").equals(stream))
                .map(config -> config.path("subjects").path(0).asString(">"))
                .findFirst();
    }

    /** The first message at or after a sequence on a subject; empty at the end. */
    Optional<Stored> next(String stream, String subject, long from) {
        JsonNode reply =
                answer("STREAM.MSG.GET." + stream, Map.of("seq", from, "next_by_subj", subject));
        JsonNode error = reply.path("error");
        if (error.path("err_code").asInt() == NO_MESSAGE
                || error.path("code").asInt() == NOT_FOUND) {
            return Optional.empty();
        }
        requireNoError(reply);
        JsonNode message = reply.path("message");
        return Optional.of(
                new Stored(
                        message.path("subject").asString(),
                        message.path("seq").asLong(),
                        message.path("time").asString(),
                        headers(decode(message.path("hdrs").asString(""))),
                        decode(message.path("data").asString(""))));
    }

    private List<JsonNode> all(String what, String field) {
        List<JsonNode> found = new ArrayList<>();
        while (true) {
            JsonNode reply = ask(what, Map.of("offset", found.size()));
            int before = found.size();
            reply.path(field).forEach(found::add);
            if (found.size() == before || found.size() >= reply.path("total").asInt()) {
                return found;
            }
        }
    }

    private JsonNode ask(String what, Object request) {
        JsonNode reply = answer(what, request);
        requireNoError(reply);
        return reply;
    }

    private JsonNode answer(String what, Object request) {
        try {
            return Json.mapper()
                    .readTree(
                            raw.request("$JS.API." + what, Json.write(request), Map.of(), timeout)
                                    .body());
        } catch (NoRespondersException e) {
            throw new CommandFailure(
                    ExitCode.UNREACHABLE, "this NATS has no JetStream, or not for this login");
        }
    }

    private static void requireNoError(JsonNode reply) {
        JsonNode error = reply.path("error");
        if (!error.isMissingNode()) {
            throw new CommandFailure(
                    ExitCode.REFUSED, "JetStream says: " + error.path("description").asString(""));
        }
    }

    private static byte[] decode(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    /** The wire's own form: a first line, then one header a line. */
    private static Map<String, String> headers(byte[] bytes) {
        Map<String, String> headers = new LinkedHashMap<>();
        new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .forEach(line -> {
                    int colon = line.indexOf(':');
                    if (colon > 0) {
                        headers.putIfAbsent(
                                line.substring(0, colon), line.substring(colon + 1).strip());
                    }
                });
        return headers;
    }
}
