package dev.winnow.cli.wire;

import dev.winnow.cli.console.Context;
import dev.winnow.cli.console.ExitCode;
import dev.winnow.messaging.Change;
import dev.winnow.messaging.NatsFiles;
import dev.winnow.messaging.NatsProvisioner;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code winnow nats …}. */
@Command(
        name = "nats",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "What concerns the NATS servers themselves.")
public final class NatsCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    /** With its own commands. */
    public static CommandLine of(Context context) {
        return new CommandLine(new NatsCommand())
                .addSubcommand(new Apply(context))
                .addSubcommand(new NatsPermissionsCommand(context));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** {@code winnow nats apply}. */
    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = {
                "Makes the streams and durable consumers what nats-config says.",
                "",
                "What the server refuses to change is an error, and nothing is ever deleted.",
                ""
            })
    public static final class Apply implements Callable<Integer> {
        /** JetStream's own limit. */
        private static final int MOST_REPLICAS = 5;

        private final Context context;

        @Mixin private NatsOptions nats = new NatsOptions();

        @Option(
                names = "--files",
                paramLabel = "DIR",
                description = "A folder as nats-config. Default: the one that is built in.")
        private @Nullable Path files;

        @Option(
                names = "--replicas",
                paramLabel = "N",
                description =
                        "On how many nodes every stream is, 1 to 5. Default: what the server has;"
                                + " a new one is on three in a cluster, else on one.")
        private @Nullable Integer replicas;

        @Spec private CommandSpec spec = CommandSpec.create();

        public Apply(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() throws Exception {
            NatsFiles wanted = files == null ? NatsFiles.ofClasspath() : NatsFiles.ofFolder(files);
            if (replicas != null) {
                wanted = wanted.withReplicas(usable(replicas));
            }
            for (Change change : NatsProvisioner.apply(nats.config(context), wanted)) {
                context.terminal().out().println(change);
            }
            return ExitCode.DONE;
        }

        private int usable(int number) {
            if (number < 1 || number > MOST_REPLICAS) {
                throw new ParameterException(
                        spec.commandLine(), "--replicas must be 1 to " + MOST_REPLICAS);
            }
            return number;
        }
    }
}
