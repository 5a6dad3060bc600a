package dev.winnow.benchmarks;

import dev.winnow.benchmarks.consume.ConsumeSuite;
import dev.winnow.benchmarks.duplicates.DuplicatesSuite;
import dev.winnow.benchmarks.outbox.OutboxSuite;
import dev.winnow.benchmarks.overload.OverloadSuite;
import dev.winnow.benchmarks.request.RequestSuite;
import dev.winnow.benchmarks.rescreening.RescreeningSuite;
import dev.winnow.benchmarks.sync.SyncSuite;
import dev.winnow.benchmarks.velocity.VelocitySuite;
import dev.winnow.benchmarks.watchlist.SwapSuite;
import dev.winnow.benchmarks.watchlist.WatchlistSuite;
import dev.winnow.messaging.ops.Logging;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Main entry point: runs the suites that are named, all without a name, and prints the ratios. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the runtime beside the bare alternatives, in one run.",
            "",
            "A figure means something on a machine that does nothing else; a ratio also elsewhere."
        })
public final class Bench implements Callable<Integer> {
    enum Suite {
        request,
        consume,
        outbox,
        overload,
        sync,
        watchlist,
        swap,
        duplicates,
        velocity,
        rescreening
    }

    @Parameters(
            arity = "0..*",
            description =
                    "What to measure: ${COMPLETION-CANDIDATES}; all of it when none is named.")
    private List<Suite> suites = List.of();

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "Rounds of each comparison (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--slice",
            defaultValue = "2000",
            description = "Milliseconds of each contender in a round (default: ${DEFAULT-VALUE}).")
    private int sliceMillis;

    @Option(
            names = "--warm-up",
            defaultValue = "15000",
            description = "Milliseconds of each contender before (default: ${DEFAULT-VALUE}).")
    private int warmUpMillis;

    @Option(
            names = "--callers",
            split = ",",
            defaultValue = "1,16,64,256",
            description = "How many call at once (default: ${DEFAULT-VALUE}).")
    private List<Integer> callers = List.of();

    @Option(
            names = "--only",
            split = ",",
            description = "Only the contenders with one of these words in their names.")
    private List<String> only = List.of();

    @Option(names = "--small", description = "Small payloads only.")
    private boolean small;

    @Option(
            names = "--data",
            defaultValue = "${env:WINNOW_BENCH_DATA:-../shared/data}",
            description =
                    "Folder with published lists and labelled names or persons, for watchlist,"
                            + " duplicates and rescreening; but for duplicates invented ones"
                            + " are taken when it is not there (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of(".");

    @Option(
            names = "--names",
            split = ",",
            defaultValue = "25000,250000,1000000",
            description =
                    "Sizes of lists to measure, for watchlist; the first is swap's (default:"
                            + " ${DEFAULT-VALUE}).")
    private List<Integer> names = List.of();

    @Option(
            names = "--questions",
            defaultValue = "20000",
            description =
                    "How many are asked of each size of list, for watchlist; a twentieth of it"
                            + " for each way of writing names wrongly (default: ${DEFAULT-VALUE}).")
    private int questions;

    @Option(
            names = "--events",
            defaultValue = "40000",
            description = "How full the outbox is, for outbox (default: ${DEFAULT-VALUE}).")
    private int events;

    @Option(
            names = "--history",
            defaultValue = "200000",
            description =
                    "Applications that are there before, for velocity (default: ${DEFAULT-VALUE}).")
    private int history;

    @Option(
            names = "--applications",
            defaultValue = "20000",
            description =
                    "How many are screened again, for rescreening (default: ${DEFAULT-VALUE}).")
    private int applications;

    @Option(names = "--out", description = "Where to write the results as JSON.")
    private Path out = Path.of("bench.json");

    private Bench() {}

    /** Runs and exits with 0, or 1 when something failed. */
    public static void main(String[] args) {
        Logging.configureQuiet("bench");
        System.exit(run(args));
    }

    /** As {@link #main}, without the exit. */
    static int run(String... args) {
        return new CommandLine(new Bench()).execute(args);
    }

    @Override
    public Integer call() throws Exception {
        Report report = new Report(System.out);
        Rounds turns =
                new Rounds(
                        rounds,
                        Duration.ofMillis(sliceMillis),
                        Duration.ofMillis(warmUpMillis),
                        only);
        for (Suite suite : suites.isEmpty() ? List.of(Suite.values()) : suites) {
            switch (suite) {
                case request -> new RequestSuite(callers, !small, turns).run(report);
                case consume -> new ConsumeSuite(turns).run(report);
                case outbox -> new OutboxSuite(turns, events).run(report);
                case sync -> new SyncSuite(turns).run(report);
                case watchlist -> new WatchlistSuite(data, names, questions).run(report);
                case swap -> new SwapSuite(names.getFirst(), turns).run(report);
                case duplicates -> new DuplicatesSuite(data).run(report);
                case velocity -> new VelocitySuite(history, turns).run(report);
                case rescreening -> new RescreeningSuite(data, applications).run(report);
                case overload -> new OverloadSuite(turns.slice(), turns.warmUp()).run(report);
            }
        }
        report.write(out, about());
        System.out.println();
        System.out.println("written to " + out);
        return 0;
    }

    private static Map<String, Object> about() {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("time", Instant.now().toString());
        about.put("processors", Runtime.getRuntime().availableProcessors());
        about.put("java", Runtime.version().toString());
        return about;
    }
}
