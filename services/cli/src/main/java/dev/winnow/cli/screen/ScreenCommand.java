package dev.winnow.cli.screen;

import dev.winnow.cli.console.Context;
import dev.winnow.cli.console.ExitCode;
import dev.winnow.cli.console.Steps;
import dev.winnow.cli.console.Terminal;
import dev.winnow.cli.console.TimeConverter;
import dev.winnow.cli.input.ApplicationsFile;
import dev.winnow.cli.input.FormRules;
import dev.winnow.cli.input.Row;
import dev.winnow.cli.local.DataDirectory;
import dev.winnow.cli.local.NatsTarget;
import dev.winnow.cli.local.Session;
import dev.winnow.contracts.Decision;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.Validation;
import dev.winnow.messaging.ops.Logging;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code winnow screen FILE}. */
@Command(
        name = "screen",
        mixinStandardHelpOptions = true,
        description = {
            "Screens a file of applications and prints the decisions and why.",
            "",
            "Uses the Winnow that runs on the data directory, else starts one for its own time. It"
                + " may be ended and run again at any time: what was submitted goes on, nothing is"
                + " decided twice.",
            ""
        })
public final class ScreenCommand implements Callable<Integer> {
    private static final int SHOWN_OBJECTIONS = 20;
    private static final int SHOWN_BAD_ROWS = 20;

    private final Context context;

    @Parameters(
            paramLabel = "FILE",
            description = "CSV with a header, or JSON Lines; see the README for the columns.")
    private Path file = Path.of("");

    @Option(
            names = "--list",
            paramLabel = "NAME=PATH",
            converter = ListArgument.Converter.class,
            description =
                    "Load this list first: a folder of OFAC's files, or a .csv, .xml, .json or .txt"
                            + " file.")
    private List<ListArgument> lists = List.of();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "Put this policy in force first.")
    private @Nullable Path policy;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write one JSON line for each application, with all evidence.")
    private @Nullable Path out;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where Winnow keeps its data. Default: $$WINNOW_DATA, else .winnow/data.")
    private @Nullable Path dataFolder;

    @Option(
            names = "--nats",
            paramLabel = "URL",
            description = "Use the Winnow at this NATS. Default: $$WINNOW_NATS_URL, else none.")
    private @Nullable String nats;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "32",
            description = "Submissions at the same time, 1 to 200. Default: ${DEFAULT-VALUE}.")
    private int concurrency;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = TimeConverter.class,
            description =
                    "Give up when nothing at all has happened for so long. Default:"
                            + " ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ofSeconds(60);

    @Option(names = "--json", description = "Print the summary as JSON.")
    private boolean json;

    @Option(names = "--verbose", description = "Tell every step and how long it took.")
    private boolean verbose;

    public ScreenCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        Arguments.requireBetween("--concurrency", concurrency, 1, 200);
        if (out != null) {
            Evidence.requireWritable(out);
        }
        ApplicationsFile applications = new ApplicationsFile(file, contractRules());
        ApplicationsFile.Contents contents = applications.check();
        PolicyArgument newPolicy = policy == null ? null : PolicyArgument.read(policy);
        tellBadRows(contents);
        Steps steps = new Steps(context.terminal(), verbose);
        DataDirectory data = DataDirectory.choose(dataFolder, context.environment());
        try (Session session = session(data, steps)) {
            Services services = new Services(session.messaging());
            if (newPolicy != null) {
                newPolicy.load(services, steps);
            }
            new ListLoader(services, data, session.isLocal(), steps)
                    .load(lists, samples().resolve("watchlist.csv"));
            return screen(applications, contents, services);
        }
    }

    private Session session(DataDirectory data, Steps steps) throws Exception {
        Optional<NatsConfig> named = NatsTarget.named(nats, context.environment());
        if (named.isPresent()) {
            return Session.remote(named.get());
        }
        return Session.local(data, steps, () -> Logging.configureFile("winnow", data.log()));
    }

    private int screen(
            ApplicationsFile applications, ApplicationsFile.Contents contents, Services services)
            throws Exception {
        ScreenRun run = new ScreenRun(services, concurrency, timeout);
        ScreenRun.Finished finished;
        try (Progress progress = new Progress(context.terminal(), contents.usable(), run::count)) {
            progress.start();
            finished = run.run(applications);
        }
        Report report = Report.of(finished, contents.usable());
        Evidence evidence = new Evidence(services, new Patience(timeout));
        if (out != null) {
            evidence.write(out, finished.rows());
        }
        if (json) {
            context.terminal()
                    .out()
                    .println(
                            new String(
                                    Json.write(ReportJson.of(report, contents.bad())),
                                    StandardCharsets.UTF_8));
        } else {
            List<RowResult> objections = objections(finished.rows());
            List<RowResult> shown =
                    objections.subList(0, Math.min(SHOWN_OBJECTIONS, objections.size()));
            new ReportPrinter(context.terminal())
                    .print(report, evidence.fetch(shown), objections.size(), out);
        }
        return report.complete() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static List<RowResult> objections(List<RowResult> rows) {
        return rows.stream()
                .filter(row -> {
                    Outcome outcome = row.outcome();
                    return outcome != null && outcome.decision() != Decision.APPROVE;
                })
                .toList();
    }

    private void tellBadRows(ApplicationsFile.Contents contents) {
        Terminal terminal = context.terminal();
        contents.shown().stream()
                .limit(SHOWN_BAD_ROWS)
                .forEach(bad -> terminal.err().println(words(bad)));
        if (contents.bad() > SHOWN_BAD_ROWS) {
            terminal.err().println("… and " + (contents.bad() - SHOWN_BAD_ROWS) + " more bad rows");
        }
        if (contents.bad() > 0) {
            terminal.err().println(contents.bad() + " bad rows are left out");
        }
    }

    private static String words(Row.Bad bad) {
        return "line " + bad.line() + ": " + bad.reason();
    }

    private static FormRules contractRules() {
        return form -> {
            var violations = Validation.check(form);
            return violations.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            violations.stream()
                                    .map(v -> v.field() + " " + v.message())
                                    .collect(Collectors.joining("; ")));
        };
    }

    private Path samples() {
        return DataDirectory.home(context.environment()).resolve("scripts").resolve("samples");
    }
}
