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
        private final Context context;

        @Mixin private NatsOptions nats = new NatsOptions();

        @Option(
                names = "--files",
                paramLabel = "DIR",
                description = "A folder as nats-config. Default: the one that is built in.")
        private @Nullable Path files;

        public Apply(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() throws Exception {
            NatsFiles wanted = files == null ? NatsFiles.ofClasspath() : NatsFiles.ofFolder(files);
            for (Change change : NatsProvisioner.apply(nats.config(context), wanted)) {
                context.terminal().out().println(change);
            }
            return ExitCode.DONE;
        }
    }
}
