package dev.winnow.cli.local;

import dev.winnow.messaging.Json;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The context that was selected with the stock {@code nats} tool. */
final class NatsContext {

    private NatsContext() {}

    /** The fields of a context that Winnow understands. */
    private record Stored(
            @Nullable String url,
            @Nullable String user,
            @Nullable String password,
            @Nullable String creds) {}

    static Optional<NatsConfig> selected(Map<String, String> environment) throws IOException {
        Path folder = folder(environment);
        Path selection = folder.resolve("context.txt");
        if (!Files.isRegularFile(selection)) {
            return Optional.empty();
        }
        String name = Files.readString(selection).strip();
        Path file = folder.resolve("context").resolve(name + ".json");
        if (name.isEmpty() || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        return Optional.of(config(Json.read(Files.readAllBytes(file), Stored.class)));
    }

    private static Path folder(Map<String, String> environment) {
        String base = environment.getOrDefault("XDG_CONFIG_HOME", "");
        return base.startsWith("/")
                ? Path.of(base, "nats")
                : Path.of(System.getProperty("user.home"), ".config", "nats");
    }

    private static NatsConfig config(Stored stored) {
        String url = given(stored.url()).orElse(NatsTarget.DEFAULT_URL);
        NatsConfig plain = NatsTarget.patient(url.split(","));
        return new NatsConfig(
                plain.urls(),
                given(stored.user()),
                given(stored.password()).map(Secret::new),
                given(stored.creds()).map(Path::of),
                plain.connectTimeout(),
                plain.reconnectWait(),
                plain.pingInterval(),
                plain.maxPendingMessages(),
                plain.inboxPrefix(),
                plain.discoveryPrefix());
    }

    private static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value).filter(v -> !v.isBlank());
    }
}
