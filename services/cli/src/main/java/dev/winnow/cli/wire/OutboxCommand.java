package dev.winnow.cli.wire;

import dev.winnow.cli.console.CommandFailure;
import dev.winnow.cli.console.Context;
import dev.winnow.cli.console.ExitCode;
import dev.winnow.contracts.Contracts;
import dev.winnow.contracts.RequestContract;
import dev.winnow.contracts.outbox.MissingEvent;
import dev.winnow.contracts.outbox.OutboxContracts;
import dev.winnow.contracts.outbox.OutboxStatusReply;
import dev.winnow.contracts.outbox.OutboxStatusRequest;
import dev.winnow.contracts.outbox.PublishedEvents;
import dev.winnow.contracts.outbox.ReconcileReply;
import dev.winnow.contracts.outbox.ReconcileRequest;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.Client;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.Messaging;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code winnow outbox …}. */
@Command(
        name = "outbox",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "The events on their way out of the services, and those that got lost.")
public final class OutboxCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    private OutboxCommand() {}

    /** The command with its own. */
    public static CommandLine of(Context context) {
        return new CommandLine(new OutboxCommand())
                .addSubcommand(new Status(context))
                .addSubcommand(new Reconcile(context))
                .addSubcommand(new Republish(context));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** What the three have in common. */
    abstract static class Asking implements Callable<Integer> {
        private final Context context;

        @Mixin private NatsOptions nats = new NatsOptions();

        @Parameters(
                arity = "0..*",
                paramLabel = "SERVICE",
                description = "Only these services. Default: every one that has an outbox.")
        private List<String> services = List.of();

        @Option(names = "--json", description = "Print one JSON object for each service.")
        private boolean json;

        Asking(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() throws Exception {
            List<String> known = known();
            for (String service : services) {
                if (!known.contains(service)) {
                    throw new CommandFailure(
                            ExitCode.USAGE,
                            "no service "
                                    + service
                                    + " has an outbox; there are "
                                    + String.join(", ", known));
                }
            }
            boolean good = true;
            try (Messaging messaging = nats.connect(context)) {
                for (String service : services.isEmpty() ? known : services) {
                    good &= ask(messaging, service);
                }
            }
            return good ? ExitCode.DONE : ExitCode.FAILED;
        }

        /** Whether all is well with that service. */
        abstract boolean ask(Messaging messaging, String service);

        void print(String service, String line, Map<String, Object> machine) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("service", service);
            all.putAll(machine);
            context.terminal()
                    .out()
                    .println(
                            json
                                    ? new String(Json.write(all), StandardCharsets.UTF_8)
                                    : service + ": " + line);
        }

        private static List<String> known() {
            return Contracts.REQUESTS.stream()
                    .filter(contract -> contract.name().equals("outbox-status"))
                    .map(RequestContract::service)
                    .toList();
        }
    }

    /** {@code winnow outbox status}. */
    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = {
                "Says how many events wait to be published, and how far each stream is.",
                ""
            })
    static final class Status extends Asking {
        Status(Context context) {
            super(context);
        }

        @Override
        boolean ask(Messaging messaging, String service) {
            OutboxStatusReply reply =
                    messaging
                            .client(OutboxContracts.status(service), CallPolicy.ofDefaults())
                            .call(new OutboxStatusRequest());
            StringBuilder line = new StringBuilder();
            line.append(
                    String.format(
                            Locale.ROOT,
                            "%d wait, the oldest for %.1f s",
                            reply.unpublished(),
                            reply.oldestSeconds()));
            for (PublishedEvents events : reply.streams()) {
                line.append("; ")
                        .append(events.stream())
                        .append(" has had ")
                        .append(events.events())
                        .append(", the last at ")
                        .append(events.lastSequence());
            }
            print(
                    service,
                    line.toString(),
                    Map.of(
                            "unpublished", reply.unpublished(),
                            "oldestSeconds", reply.oldestSeconds(),
                            "streams", reply.streams()));
            return true;
        }
    }

    /** {@code winnow outbox reconcile}. */
    @Command(
            name = "reconcile",
            mixinStandardHelpOptions = true,
            description = {
                "Finds published events that their stream has lost, and changes nothing.",
                "",
                "Ends with exit code 1 when there are any; winnow outbox republish brings them"
                        + " back.",
                ""
            })
    static final class Reconcile extends Asking {
        Reconcile(Context context) {
            super(context);
        }

        @Override
        boolean ask(Messaging messaging, String service) {
            Sum sum = Sum.of(messaging, service, false);
            print(service, sum.line(), sum.machine());
            return sum.missing == 0;
        }
    }

    /** {@code winnow outbox republish}. */
    @Command(
            name = "republish",
            mixinStandardHelpOptions = true,
            description = {
                "Publishes again what the streams have lost.",
                "",
                "The events keep their ids, so that consumers that had them already do nothing."
                        + " May be stopped and run again at any time.",
                ""
            })
    static final class Republish extends Asking {
        Republish(Context context) {
            super(context);
        }

        @Override
        boolean ask(Messaging messaging, String service) {
            Sum sum = Sum.of(messaging, service, true);
            print(service, sum.line(), sum.machine());
            return sum.failed == 0;
        }
    }

    /** All batches together. */
    private static final class Sum {
        private final List<MissingEvent> examples = new ArrayList<>();
        private final boolean repairs;
        private long checked;
        private long expired;
        private long missing;
        private long republished;
        private long failed;

        private Sum(boolean repairs) {
            this.repairs = repairs;
        }

        static Sum of(Messaging messaging, String service, boolean repairs) {
            Client<ReconcileRequest, ReconcileReply> client =
                    messaging.client(OutboxContracts.reconcile(service), CallPolicy.ofDefaults());
            Sum sum = new Sum(repairs);
            Long after = null;
            do {
                ReconcileReply reply = client.call(new ReconcileRequest(after, null, repairs));
                sum.add(reply);
                after = reply.next();
            } while (after != null && sum.failed == 0);
            return sum;
        }

        private void add(ReconcileReply reply) {
            checked += reply.checked();
            expired += reply.expired();
            missing += reply.missing();
            republished += reply.republished();
            failed += reply.failed();
            if (examples.size() < 20) {
                examples.addAll(reply.examples());
            }
        }

        String line() {
            String text =
                    checked
                            + " looked for, "
                            + missing
                            + " missing, "
                            + expired
                            + " expired in their stream";
            return repairs
                    ? text + ", " + republished + " published again, " + failed + " failed"
                    : text;
        }

        Map<String, Object> machine() {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("checked", checked);
            all.put("missing", missing);
            all.put("expired", expired);
            if (repairs) {
                all.put("republished", republished);
                all.put("failed", failed);
            }
            all.put("examples", examples);
            return all;
        }
    }
}
