package dev.winnow.messaging;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.RequestContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an endpoint says about its contract. ADR-32 has no verb for schemas, so they are in here, or
 * their file name when they are large.
 */
final class EndpointMetadata {
    /** So that a service with many endpoints still answers INFO in one message. */
    private static final int MAX_SCHEMA_BYTES = 8 * 1024;

    private EndpointMetadata() {}

    static Map<String, String> of(RequestContract<?, ?> contract) {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("description", contract.description());
        metadata.put("version", Integer.toString(contract.version()));
        metadata.put("idempotent", Boolean.toString(contract.idempotent()));
        metadata.put("deadline-ms", Long.toString(contract.deadline().toMillis()));
        metadata.put(
                "errors",
                Stream.concat(ErrorCode.COMMON.stream(), contract.errors().stream())
                        .map(code -> code.code() + " " + code.name())
                        .collect(Collectors.joining(", ")));
        putSchema(metadata, "request", contract);
        putSchema(metadata, "reply", contract);
        return metadata;
    }

    private static void putSchema(
            Map<String, String> metadata, String part, RequestContract<?, ?> contract) {
        String file = contract.schemaName(part);
        try (InputStream in = contract.request().getResourceAsStream("/schemas/" + file)) {
            if (in == null) {
                return; // A contract under test, or one that its writer gave no schema.
            }
            byte[] schema = in.readAllBytes();
            if (schema.length > MAX_SCHEMA_BYTES) {
                metadata.put(part + "-schema-ref", file);
            } else {
                metadata.put(part + "-schema", Json.mapper().readTree(schema).toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read schema " + file, e);
        }
    }
}
