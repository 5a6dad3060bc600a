package dev.winnow.faults;

import dev.winnow.faults.check.Checker;
import dev.winnow.faults.check.Verdict;
import dev.winnow.faults.run.Console;
import dev.winnow.faults.run.Report;
import dev.winnow.faults.run.Row;
import dev.winnow.faults.run.Suite;
import dev.winnow.messaging.ops.Logging;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Main entry point: kills and cuts, and checks that nothing was lost. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        subcommands = Faults.Check.class,
        description = {
            "Runs Winnow as processes of its own, brings about the faults of the table, and checks"
                    + " that",
            "nothing is lost, doubled or out of order. Ends with 0 when all passed, 1 when not, 2"
                    + " for",
            "wrong usage."
        })
final class Faults implements Callable<Integer> {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    @Parameters(
            arity = "0..1",
            paramLabel = "NUMBERS",
            split = ",",
            description = "only these scenarios, as in 4,9,16; 0 is the soak; default all")
    private Set<Integer> numbers = Set.of();

    @Option(names = "--short", description = "only the short selection")
    private boolean isShort;

    @Option(names = "--seed", description = "of the random numbers; default a new one")
    private @Nullable Long seed;

    @Option(
            names = "--minutes",
            defaultValue = "0",
            description = "goes on with random faults until the run has taken so long")
    private int minutes;

    @Option(
            names = "--folder",
            defaultValue = ".winnow/faults",
            description = "for data, logs and reports; default ${DEFAULT-VALUE}")
    private Path folder = Path.of(".");

    private static final PrintStream OUT =
            new PrintStream(System.out, true, StandardCharsets.UTF_8);

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Faults()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        long chosen = seed != null ? seed : new SecureRandom().nextInt(1_000_000);
        Path run = folder.toAbsolutePath().resolve(NAME.format(Instant.now()));
        Files.createDirectories(run);
        Logging.configureFile("faults", run.resolve("faults.log"));
        Predicate<Row<?>> wanted =
                row ->
                        (numbers.isEmpty()
                                        ? row.number() != 0 || minutes > 0
                                        : numbers.contains(row.number()))
                                && (!isShort || row.isShort());
        Suite suite = new Suite(run, chosen, Duration.ofMinutes(minutes), new Console(OUT));
        Report report = EndInOrder.of(() -> suite.run(wanted));
        return report.passed() && !report.results().isEmpty() ? 0 : 1;
    }

    /** Judges the sets of an earlier run. */
    @Command(name = "check", description = "Reads the four sets in a folder and judges them.")
    static final class Check implements Callable<Integer> {
        @Parameters(paramLabel = "FOLDER")
        private Path folder = Path.of(".");

        @Override
        public Integer call() throws Exception {
            Verdict verdict = Checker.check(folder);
            OUT.println(verdict);
            return verdict.held() ? 0 : 1;
        }
    }
}
