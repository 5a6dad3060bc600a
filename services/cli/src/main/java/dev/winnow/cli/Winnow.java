package dev.winnow.cli;

import dev.winnow.cli.console.Context;
import dev.winnow.cli.console.ExitCode;
import dev.winnow.cli.console.Terminal;
import dev.winnow.cli.screen.ScreenCommand;
import dev.winnow.cli.wire.DeadLettersCommand;
import dev.winnow.cli.wire.ExclusionsCommand;
import dev.winnow.cli.wire.ListsCommand;
import dev.winnow.cli.wire.NatsCommand;
import dev.winnow.cli.wire.OutboxCommand;
import dev.winnow.cli.wire.PublishCommand;
import dev.winnow.cli.wire.ReplayCommand;
import dev.winnow.cli.wire.RequestCommand;
import dev.winnow.cli.wire.RescreeningsCommand;
import dev.winnow.cli.wire.ServicesCommand;
import dev.winnow.cli.wire.StatusCommand;
import dev.winnow.cli.wire.TailCommand;
import dev.winnow.messaging.ops.Logging;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Main entry point of the command line. */
@Command(
        name = "winnow",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Screens applications: run it, use it, look at it.",
        footer = {"", "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not reachable, 4 refused."})
public final class Winnow implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    private Winnow() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        Logging.configureQuiet("winnow");
        Context context = new Context(Terminal.ofProcess(System.getenv()), System.getenv());
        System.exit(run(context, args));
    }

    static int run(Context context, String... args) {
        CommandLine line = new CommandLine(new Winnow());
        line.addSubcommand(new ScreenCommand(context));
        line.addSubcommand(new UpCommand(context));
        line.addSubcommand(new StatusCommand(context));
        line.addSubcommand(new ServicesCommand(context));
        line.addSubcommand(new RequestCommand(context));
        line.addSubcommand(new PublishCommand(context));
        line.addSubcommand(new TailCommand(context));
        line.addSubcommand(DeadLettersCommand.of(context));
        line.addSubcommand(new ReplayCommand(context));
        line.addSubcommand(OutboxCommand.of(context));
        line.addSubcommand(ListsCommand.of(context));
        line.addSubcommand(ExclusionsCommand.of(context));
        line.addSubcommand(new RescreeningsCommand(context));
        line.addSubcommand(NatsCommand.of(context));
        line.addSubcommand(new VersionCommand(context));
        line.setOut(writer(context.terminal().out()));
        line.setErr(writer(context.terminal().err()));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setColorScheme(
                CommandLine.Help.defaultColorScheme(
                        context.terminal().canColour()
                                ? CommandLine.Help.Ansi.ON
                                : CommandLine.Help.Ansi.OFF));
        line.setParameterExceptionHandler(Winnow::wrongUsage);
        line.setExecutionExceptionHandler((e, command, parsed) -> failed(context, e));
        return line.execute(args);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private static int wrongUsage(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        command.getErr()
                .println(
                        command.getCommandName()
                                + ": "
                                + e.getMessage()
                                + " (see "
                                + command.getCommandSpec().qualifiedName()
                                + " --help)");
        return ExitCode.USAGE;
    }

    private static int failed(Context context, Exception failure) {
        Logger log = LoggerFactory.getLogger(Winnow.class);
        log.debug("The command failed", failure);
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        context.terminal().err().println("winnow: " + Failures.line(failure));
        return Failures.exitCode(failure);
    }
}
