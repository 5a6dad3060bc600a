package dev.winnow.cli.wire;

import dev.winnow.cli.console.CommandFailure;
import dev.winnow.cli.console.Context;
import dev.winnow.cli.console.ExitCode;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.RawClient;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code winnow status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the services, their endpoints, the streams and how far their consumers are.",
            "",
            "Ends with exit code 3 when NATS cannot be reached or no service answers.",
            ""
        })
public final class StatusCommand implements Callable<Integer> {
    /** Services answer within milliseconds; whoever is later is in trouble. */
    private static final Duration DISCOVERY = Duration.ofMillis(500);

    private static final int MOST_SERVICES = 1_000;

    private final Context context;

    @Mixin private NatsOptions nats = new NatsOptions();

    @Option(names = "--json", description = "Print everything as one JSON object.")
    private boolean json;

    public StatusCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        NatsConfig config = nats.config(context);
        try (Messaging messaging = nats.connect(context)) {
            RawClient raw = messaging.raw();
            JetStream jetStream = new JetStream(raw, nats.timeout());
            List<JsonNode> services = services(raw, "");
            List<JsonNode> streams = jetStream.streams();
            List<JsonNode> consumers = new ArrayList<>();
            for (JsonNode stream : streams) {
                consumers.addAll(
                        jetStream.consumers(stream.path("config").path("name").asString()));
            }
            Readiness readiness = Readiness.ask(nats.data(context));
            if (json) {
                printJson(services, streams, consumers, readiness);
            } else {
                print(String.join(",", config.urls()), services, streams, consumers, readiness);
            }
            if (services.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.UNREACHABLE, "NATS is there, and no service answers");
            }
            return readiness.isRed() ? ExitCode.FAILED : ExitCode.DONE;
        }
    }

    /** The statistics of every instance; of one service when it is named. */
    static List<JsonNode> services(RawClient raw, String name) {
        String subject = name.isEmpty() ? "$SRV.STATS" : "$SRV.STATS." + name;
        return raw.requestMany(subject, new byte[0], DISCOVERY, MOST_SERVICES).stream()
                .map(reply -> Json.mapper().readTree(reply.body()))
                .sorted(
                        Comparator.comparing((JsonNode s) -> s.path("name").asString(""))
                                .thenComparing(s -> s.path("id").asString("")))
                .toList();
    }

    private void printJson(
            List<JsonNode> services,
            List<JsonNode> streams,
            List<JsonNode> consumers,
            Readiness readiness) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("services", services);
        all.put("streams", streams);
        all.put("consumers", consumers);
        all.put("health", readiness.checks());
        context.terminal().out().println(new String(Json.write(all), StandardCharsets.UTF_8));
    }

    private void print(
            String url,
            List<JsonNode> services,
            List<JsonNode> streams,
            List<JsonNode> consumers,
            Readiness readiness) {
        PrintStream out = context.terminal().out();
        out.println("NATS at " + url);
        out.println();
        Table endpoints =
                new Table("SERVICE", "VERSION", "SUBJECT", "REQUESTS", "ERRORS", "AVERAGE");
        for (JsonNode service : services) {
            for (JsonNode endpoint : service.path("endpoints")) {
                if (endpoint.path("name").asString("").equals(ServicesCommand.LISTING)) {
                    continue; // It is there for `winnow services`.
                }
                endpoints.row(
                        service.path("name").asString(""),
                        service.path("version").asString(""),
                        endpoint.path("subject").asString(""),
                        endpoint.path("num_requests").asLong(),
                        endpoint.path("num_errors").asLong(),
                        millis(endpoint.path("average_processing_time").asLong()));
            }
        }
        endpoints.print(out);
        out.println();
        printStreams(streams, out);
        printConsumers(consumers, out);
        readiness.print(out);
    }

    /** In a cluster also who leads each, and what the others have of it. */
    private static void printStreams(List<JsonNode> streams, PrintStream out) {
        boolean clustered = streams.stream().anyMatch(stream -> stream.has("cluster"));
        Table table =
                clustered
                        ? new Table("STREAM", "MESSAGES", "MIB", "LAST", "LEADER", "FOLLOWERS")
                        : new Table("STREAM", "MESSAGES", "MIB", "LAST");
        for (JsonNode stream : streams) {
            JsonNode state = stream.path("state");
            List<Object> cells = new ArrayList<>();
            cells.add(stream.path("config").path("name").asString(""));
            cells.add(state.path("messages").asLong());
            cells.add(String.format(Locale.ROOT, "%.1f", state.path("bytes").asLong() / 1048576.0));
            cells.add(state.path("last_seq").asLong());
            if (clustered) {
                cells.add(stream.path("cluster").path("leader").asString("none"));
                cells.add(followers(stream.path("cluster").path("replicas")));
            }
            table.row(cells.toArray());
        }
        table.print(out);
        out.println();
    }

    private static String followers(JsonNode replicas) {
        List<String> words = new ArrayList<>();
        for (JsonNode replica : replicas) {
            String state = replica.path("current").asBoolean() ? "" : " (behind)";
            words.add(
                    replica.path("name").asString("")
                            + (replica.path("offline").asBoolean() ? " (not there)" : state));
        }
        return String.join(", ", words);
    }

    private static void printConsumers(List<JsonNode> consumers, PrintStream out) {
        Table table = new Table("CONSUMER", "STREAM", "LAG", "IN FLIGHT", "REDELIVERED");
        for (JsonNode consumer : consumers) {
            table.row(
                    consumer.path("name").asString(""),
                    consumer.path("stream_name").asString(""),
                    consumer.path("num_pending").asLong(),
                    consumer.path("num_ack_pending").asLong(),
                    consumer.path("num_redelivered").asLong());
        }
        table.print(out);
        out.println();
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.2f ms", nanos / 1e6);
    }
}
