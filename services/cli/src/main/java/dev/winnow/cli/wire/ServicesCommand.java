package dev.winnow.cli.wire;

import dev.winnow.cli.console.CommandFailure;
import dev.winnow.cli.console.Context;
import dev.winnow.cli.console.ExitCode;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.Messaging;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code winnow services}. */
@Command(
        name = "services",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the policies of every running instance: one line for each endpoint, each"
                    + " service",
            "it calls and each durable consumer, with limit, what is under way and what is held"
                    + " back.",
            "",
            "Ends with exit code 3 when NATS cannot be reached or no such service answers.",
            ""
        })
public final class ServicesCommand implements Callable<Integer> {
    /** The endpoint in whose data calls and consumers are. */
    static final String LISTING = "winnow-policies";

    private static final int SHOWN_ID = 6;

    private final Context context;

    @Mixin private NatsOptions nats = new NatsOptions();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            description = "Only the service of this name.")
    private String name = "";

    @Option(
            names = "--json",
            description = "Print one JSON object a line, with all settings and counts.")
    private boolean json;

    public ServicesCommand(Context context) {
        this.context = context;
    }

    /** One policy of one instance. */
    record Line(String service, String instance, String version, JsonNode policy) {}

    @Override
    public Integer call() throws Exception {
        List<Line> lines = new ArrayList<>();
        try (Messaging messaging = nats.connect(context)) {
            for (JsonNode service : StatusCommand.services(messaging.raw(), name)) {
                policies(service)
                        .forEach(policy ->
                                lines.add(
                                        new Line(
                                                service.path("name").asString(""),
                                                service.path("id").asString(""),
                                                service.path("version").asString(""),
                                                policy)));
            }
        }
        if (lines.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.UNREACHABLE,
                    "NATS is there, and no service"
                            + (name.isEmpty() ? "" : " of the name " + name)
                            + " answers");
        }
        if (json) {
            lines.forEach(this::printJson);
        } else {
            print(lines);
        }
        return ExitCode.DONE;
    }

    /** Endpoints each have their own; one of them has those of calls and consumers. */
    private static List<JsonNode> policies(JsonNode service) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode endpoint : service.path("endpoints")) {
            JsonNode data = endpoint.path("data");
            if (endpoint.path("name").asString("").equals(LISTING)) {
                data.path("policies").forEach(found::add);
            } else if (data.hasNonNull("kind")) {
                found.add(data);
            }
        }
        return found;
    }

    private void print(List<Line> lines) {
        Table table =
                new Table(
                        "SERVICE",
                        "INSTANCE",
                        "KIND",
                        "NAME",
                        "STATE",
                        "LIMIT",
                        "IN FLIGHT",
                        "WAITING",
                        "RETRIES",
                        "REFUSED");
        for (Line line : lines) {
            JsonNode policy = line.policy();
            JsonNode counts = policy.path("counts");
            String id = line.instance();
            table.row(
                    line.service(),
                    id.substring(Math.max(0, id.length() - SHOWN_ID)),
                    policy.path("kind").asString(""),
                    policy.path("name").asString(""),
                    policy.path("state").asString(""),
                    count(counts, "limit"),
                    count(counts, "in-flight"),
                    count(counts, "waiting"),
                    count(counts, "retries"),
                    count(counts, "refused"));
        }
        table.print(context.terminal().out());
    }

    private static String count(JsonNode counts, String what) {
        return counts.hasNonNull(what) ? counts.path(what).asString() : "-";
    }

    private void printJson(Line line) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("service", line.service());
        all.put("instance", line.instance());
        all.put("version", line.version());
        line.policy().properties().forEach(field -> all.put(field.getKey(), field.getValue()));
        context.terminal().out().println(new String(Json.write(all), StandardCharsets.UTF_8));
    }
}
