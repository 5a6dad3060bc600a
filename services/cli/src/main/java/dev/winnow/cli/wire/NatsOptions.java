package dev.winnow.cli.wire;

import dev.winnow.cli.console.Context;
import dev.winnow.cli.console.TimeConverter;
import dev.winnow.cli.local.DataDirectory;
import dev.winnow.cli.local.NatsTarget;
import dev.winnow.cli.local.Session;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command finds NATS, and how long it waits. */
final class NatsOptions {
    @Option(
            names = "--nats",
            paramLabel = "URL",
            description = {
                "The NATS to use. Default: $$WINNOW_NATS_URL, else that of the Winnow running on"
                        + " the data directory, else the selected nats context, else"
                        + " nats://127.0.0.1:4222."
            })
    private @Nullable String nats;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Winnow's data directory. Default: $$WINNOW_DATA, else .winnow/data.")
    private @Nullable Path data;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5s",
            converter = TimeConverter.class,
            description = "How long to wait for an answer. Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ofSeconds(5);

    Duration timeout() {
        return timeout;
    }

    DataDirectory data(Context context) {
        return DataDirectory.choose(data, context.environment());
    }

    NatsConfig config(Context context) throws IOException {
        return NatsTarget.find(nats, data(context), context.environment());
    }

    Messaging connect(Context context) throws IOException {
        return Session.connect(config(context));
    }
}
