package dev.winnow.cli.local;

import dev.winnow.messaging.NatsConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where NATS is: by flag, by environment, by the Winnow that runs here, by nats context. */
public final class NatsTarget {
    static final String DEFAULT_URL = "nats://127.0.0.1:4222";

    private static final List<String> VARIABLES = List.of("WINNOW_NATS_URL", "WINNOW_NATS_URLS");

    /**
     * For one attempt. Nobody listening is known at once; this is for a machine that has much else
     * to do just now.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private NatsTarget() {}

    /** The defaults for these servers, with more patience than a service has. */
    static NatsConfig patient(String... urls) {
        return patient(NatsConfig.of(urls));
    }

    static NatsConfig patient(NatsConfig config) {
        return new NatsConfig(
                config.urls(),
                config.user(),
                config.password(),
                config.credentials(),
                PATIENCE,
                config.reconnectWait(),
                config.pingInterval(),
                config.maxPendingMessages(),
                config.inboxPrefix(),
                config.discoveryPrefix());
    }

    /** What was named by flag or environment; empty when nothing was. */
    public static Optional<NatsConfig> named(
            @Nullable String flag, Map<String, String> environment) {
        if (flag != null) {
            return Optional.of(patient(flag.split(",")));
        }
        return VARIABLES.stream()
                .map(environment::get)
                .filter(url -> url != null && !url.isBlank())
                .findFirst()
                .map(urls -> patient(urls.split(",")));
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
            return patient(running.get().nats().split(","));
        }
        return NatsContext.selected(environment).orElseGet(() -> patient(DEFAULT_URL));
    }
}
