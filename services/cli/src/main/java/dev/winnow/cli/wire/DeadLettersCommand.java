package dev.winnow.cli.wire;

import dev.winnow.cli.console.CommandFailure;
import dev.winnow.cli.console.Context;
import dev.winnow.cli.console.ExitCode;
import dev.winnow.messaging.DeadLetter;
import dev.winnow.messaging.DeadLetterBox;
import dev.winnow.messaging.Messaging;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code winnow dead-letters …}. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Events that no consumer could handle: look at them, redrive or discard them.")
public final class DeadLettersCommand implements Runnable {
    static final int PAGE = 500;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** The command with its commands. */
    public static CommandLine of(Context context) {
        return new CommandLine(new DeadLettersCommand())
                .addSubcommand(new Show(context))
                .addSubcommand(new Listing(context))
                .addSubcommand(new DeadLettersMend.Redrive(context))
                .addSubcommand(new DeadLettersMend.Discard(context));
    }

    /** {@code winnow dead-letters list}. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = {"Lists dead letters, oldest first.", ""})
    static final class Listing implements Callable<Integer> {
        private final Context context;

        @Mixin private NatsOptions nats = new NatsOptions();
        @Mixin private DeadLetterSelection selection = new DeadLetterSelection();

        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "100",
                description = "At most so many. Default: ${DEFAULT-VALUE}.")
        private int limit = 100;

        @Option(names = "--json", description = "Print one JSON object a line.")
        private boolean json;

        Listing(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() throws Exception {
            if (limit < 1) {
                throw new CommandFailure(ExitCode.USAGE, "--limit is at least 1");
            }
            try (Messaging messaging = nats.connect(context)) {
                List<DeadLetter> found =
                        messaging.deadLetters().list(selection.filter(Instant.now()), 0, limit);
                PrintStream out = context.terminal().out();
                if (json) {
                    found.forEach(l -> out.println(DeadLetterLine.of(l, false, false).json()));
                    return ExitCode.DONE;
                }
                table(found).print(out);
                if (found.size() == limit) {
                    context.terminal().err().println("the first " + limit + "; see --limit");
                }
                return ExitCode.DONE;
            }
        }

        private static Table table(List<DeadLetter> found) {
            Table table =
                    new Table(
                            "DEAD LETTER",
                            "CAME",
                            "CONSUMER",
                            "EVENT",
                            "KIND",
                            "REDRIVES",
                            "REASON");
            for (DeadLetter letter : found) {
                table.row(
                        letter.sequence(),
                        letter.message().time().truncatedTo(ChronoUnit.SECONDS),
                        letter.stream() + "/" + letter.consumer(),
                        letter.type().orElse(letter.subject()),
                        letter.kind(),
                        letter.redrives(),
                        shortened(letter.reason()));
            }
            return table;
        }

        private static String shortened(String reason) {
            return reason.length() <= 80 ? reason : reason.substring(0, 79) + "…";
        }
    }

    /** {@code winnow dead-letters show}. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = {
                "Shows one dead letter: cause, history and headers.",
                "",
                "The body is personal data, and is printed with --body only.",
                ""
            })
    static final class Show implements Callable<Integer> {
        private final Context context;

        @Mixin private NatsOptions nats = new NatsOptions();

        @Parameters(
                index = "0",
                paramLabel = "SEQUENCE",
                description = "The dead letter's number, as list prints it.")
        private long sequence;

        @Option(names = "--body", description = "Print the body, too.")
        private boolean withBody;

        @Option(names = "--json", description = "Print one JSON object.")
        private boolean json;

        Show(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() throws Exception {
            try (Messaging messaging = nats.connect(context)) {
                DeadLetterBox box = messaging.deadLetters();
                DeadLetter letter =
                        box.get(sequence)
                                .orElseThrow(() ->
                                        new CommandFailure(
                                                ExitCode.FAILED,
                                                "there is no dead letter " + sequence));
                if (json) {
                    context.terminal()
                            .out()
                            .println(DeadLetterLine.of(letter, true, withBody).json());
                } else {
                    print(letter);
                }
                return ExitCode.DONE;
            }
        }

        private void print(DeadLetter letter) {
            PrintStream out = context.terminal().out();
            line(out, "dead letter", letter.sequence());
            line(out, "came", letter.message().time());
            line(out, "consumer", letter.stream() + "/" + letter.consumer());
            line(out, "event", letter.type().orElse("unknown"));
            line(out, "event id", letter.eventId().orElse("none"));
            line(out, "subject", letter.subject());
            line(out, "sequence", letter.originalSequence());
            line(out, "kind", letter.kind());
            line(out, "reason", letter.reason());
            letter.exception().ifPresent(thrown -> line(out, "exception", thrown));
            line(out, "deliveries", letter.deliveries());
            letter.firstFailure().ifPresent(first -> line(out, "first failure", first));
            line(out, "last failure", letter.lastFailure());
            line(out, "redrives", letter.redrives());
            for (DeadLetter.Death death : letter.history()) {
                line(
                        out,
                        "  before",
                        "died %s of %s: %s; redriven %s"
                                .formatted(
                                        death.died(),
                                        death.kind(),
                                        death.reason(),
                                        death.redriven()));
            }
            out.println("headers");
            letter.message()
                    .headers()
                    .forEach((name, values) ->
                            values.forEach(v -> out.println("  " + name + ": " + v)));
            if (withBody) {
                out.println("body");
                out.println(new String(letter.message().body(), StandardCharsets.UTF_8));
            }
        }

        private static void line(PrintStream out, String name, Object value) {
            out.printf("%-14s %s%n", name, value);
        }
    }
}
