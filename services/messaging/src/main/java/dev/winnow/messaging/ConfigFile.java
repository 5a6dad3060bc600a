package dev.winnow.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One file of nats-config that describes a stream or a durable consumer.
 *
 * @param path in nats-config
 * @param stream its own name, or the consumer's stream
 * @param durable the consumer's name; empty for a stream
 * @param config JetStream API JSON
 */
record ConfigFile(String path, String stream, Optional<String> durable, ObjectNode config) {
    private static final JsonMapper STRICT =
            Json.mapper().rebuild().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    /** Every stream, then every consumer. What is wrong with a file goes to the problems. */
    static List<ConfigFile> read(NatsFiles files, List<String> problems) {
        List<ConfigFile> found = new ArrayList<>();
        files.json("streams")
                .forEach((path, text) -> stream(files, path, text, problems).ifPresent(found::add));
        files.json("consumers")
                .forEach((path, text) ->
                        consumer(files, path, text, problems).ifPresent(found::add));
        if (found.isEmpty() && problems.isEmpty()) {
            problems.add("there is no stream and no consumer in " + files.where());
        }
        return found;
    }

    /** {@code stream APPLICATIONS} or {@code consumer APPLICATIONS/screening-submitted}. */
    String subject() {
        return durable.map(name -> "consumer " + stream + "/" + name).orElse("stream " + stream);
    }

    String infoSubject() {
        return durable.map(name -> "$JS.API.CONSUMER.INFO." + stream + "." + name)
                .orElse("$JS.API.STREAM.INFO." + stream);
    }

    String createSubject() {
        return durable.map(name -> "$JS.API.CONSUMER.CREATE." + stream + "." + name)
                .orElse("$JS.API.STREAM.CREATE." + stream);
    }

    String updateSubject() {
        return durable.isPresent() ? createSubject() : "$JS.API.STREAM.UPDATE." + stream;
    }

    /** The request that creates or updates it with this configuration. */
    byte[] body(ObjectNode wanted, String action) {
        if (durable.isEmpty()) {
            return Json.write(wanted);
        }
        ObjectNode request = Json.mapper().createObjectNode();
        request.put("stream_name", stream);
        request.set("config", wanted);
        request.put("action", action);
        return Json.write(request);
    }

    private static Optional<ConfigFile> stream(
            NatsFiles files, String path, String text, List<String> problems) {
        String where = files.where() + "/" + path;
        String name = fileName(path);
        return parse(where, text, problems)
                .filter(config -> hasName(where, config, "name", name, problems))
                .map(config -> new ConfigFile(path, name, Optional.empty(), config));
    }

    private static Optional<ConfigFile> consumer(
            NatsFiles files, String path, String text, List<String> problems) {
        String where = files.where() + "/" + path;
        String[] parts = path.split("/", -1);
        if (parts.length != 3) {
            problems.add(where + ": a consumer's file is consumers/<STREAM>/<durable>.json");
            return Optional.empty();
        }
        String name = fileName(path);
        return parse(where, text, problems)
                .filter(config -> hasName(where, config, "durable_name", name, problems))
                .map(config -> new ConfigFile(path, parts[1], Optional.of(name), config));
    }

    private static Optional<ObjectNode> parse(String where, String text, List<String> problems) {
        try {
            JsonNode node = STRICT.readTree(text);
            if (node instanceof ObjectNode object) {
                return Optional.of(object);
            }
            problems.add(where + ": expected one JSON object");
        } catch (JacksonException broken) {
            TokenStreamLocation at = broken.getLocation();
            String position = at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
            problems.add(where + position + ": not valid JSON: " + broken.getOriginalMessage());
        }
        return Optional.empty();
    }

    private static boolean hasName(
            String where, ObjectNode config, String field, String name, List<String> problems) {
        String given = config.path(field).asString("");
        if (given.equals(name)) {
            return true;
        }
        problems.add(
                where
                        + ": "
                        + field
                        + " must be \""
                        + name
                        + "\" as the file's name says, not \""
                        + given
                        + "\"");
        return false;
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1, path.length() - ".json".length());
    }
}
