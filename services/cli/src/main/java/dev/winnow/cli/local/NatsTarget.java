package dev.winnow.cli.local;

import dev.winnow.messaging.NatsConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where NATS is: by flag, by environment, by the Winnow that runs here, by nats context. */
public final class NatsTarget {
    static final String DEFAULT_URL = "nats://127.0.0.1:4222";

    private static final List<String> VARIABLES = List.of("WINNOW_NATS_URL", "WINNOW_NATS_URLS");

    private NatsTarget() {}

    /** What was named by flag or environment; empty when nothing was. */
    public static Optional<NatsConfig> named(
            @Nullable String flag, Map<String, String> environment) {
        if (flag != null) {
            return Optional.of(NatsConfig.of(flag.split(",")));
        }
        return VARIABLES.stream()
                .map(environment::get)
                .filter(url -> url != null && !url.isBlank())
                .findFirst()
                .map(urls -> NatsConfig.of(urls.split(",")));
    }

    /** The best guess of all. */
    public static NatsConfig find(
            @Nullable String flag, DataDirectory data, Map<String, String> environment)
            throws IOException {
        Optional<NatsConfig> named = named(flag, environment);
        if (named.isPresent()) {
            return named.get();
        }
        Optional<RunFile> running = RunFile.read(data);
        if (running.isPresent()) {
            return NatsConfig.of(running.get().nats());
        }
        return NatsContext.selected(environment).orElseGet(() -> NatsConfig.of(DEFAULT_URL));
    }
}
