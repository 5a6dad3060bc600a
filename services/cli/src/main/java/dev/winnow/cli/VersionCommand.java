package dev.winnow.cli;

import dev.winnow.cli.console.Context;
import dev.winnow.cli.console.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code winnow version}. */
@Command(
        name = "version",
        mixinStandardHelpOptions = true,
        description = "Prints the versions of Winnow and of Java.")
final class VersionCommand implements Callable<Integer> {
    private final Context context;

    VersionCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        for (String line : new Provider().getVersion()) {
            context.terminal().out().println(line);
        }
        return ExitCode.DONE;
    }

    /** The jar's own version, as its manifest says. */
    static final class Provider implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Winnow.class.getPackage().getImplementationVersion();
            return new String[] {
                "winnow " + (version == null ? "(not packaged)" : version),
                "java " + Runtime.version()
            };
        }
    }
}
