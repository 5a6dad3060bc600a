package dev.winnow.messaging;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Who a service says it is when it is discovered (NATS ADR-32).
 *
 * @param name letters, digits, {@code _} and {@code -} only
 * @param version SemVer
 * @param description for people; may be empty
 * @param metadata for programs; keys starting with {@code _nats} are reserved
 */
public record ServiceInfo(
        String name, String version, String description, Map<String, String> metadata) {
    private static final Pattern NAME = Pattern.compile("^[a-zA-Z0-9_-]+$");
    private static final Pattern SEMVER =
            Pattern.compile(
                    "^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?$");

    public ServiceInfo {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a service name must match " + NAME + ": " + name);
        }
        if (!SEMVER.matcher(version).matches()) {
            throw new IllegalArgumentException("a service version must be SemVer: " + version);
        }
        metadata = Map.copyOf(metadata);
        for (String key : metadata.keySet()) {
            if (key.startsWith("_nats")) {
                throw new IllegalArgumentException("metadata keys _nats* are reserved: " + key);
            }
        }
    }

    /** Without metadata. */
    public static ServiceInfo of(String name, String version, String description) {
        return new ServiceInfo(name, version, description, Map.of());
    }
}
