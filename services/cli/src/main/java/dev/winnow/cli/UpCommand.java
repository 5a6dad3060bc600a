package dev.winnow.cli;

import dev.winnow.cli.console.CommandFailure;
import dev.winnow.cli.console.Context;
import dev.winnow.cli.console.ExitCode;
import dev.winnow.cli.console.Steps;
import dev.winnow.cli.local.DataDirectory;
import dev.winnow.cli.local.DataLock;
import dev.winnow.cli.local.Databases;
import dev.winnow.cli.local.LocalWinnow;
import dev.winnow.cli.local.NatsTarget;
import dev.winnow.cli.local.Plan;
import dev.winnow.cli.local.Session;
import dev.winnow.cli.screen.ListArgument;
import dev.winnow.cli.screen.ListLoader;
import dev.winnow.cli.screen.PolicyArgument;
import dev.winnow.cli.screen.Services;
import dev.winnow.localservers.NatsCluster;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.config.ConfigReader;
import dev.winnow.messaging.ops.Logging;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code winnow up}. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Runs Winnow on this machine until it is told to stop: nats-server, PostgreSQL and all"
                    + " services, on loopback only.",
            "",
            "With --nats, or databases in the environment (WINNOW_DATABASE_APPLICATIONS_URL, _USER"
                + " and _PASSWORD, the same for WATCHLIST, SCREENING and, where the velocity check"
                + " is wanted, VELOCITY, with its WINNOW_VELOCITY_SECRET), it uses those instead of"
                + " starting its own.",
            ""
        })
final class UpCommand implements Callable<Integer> {
    private static final String DATABASE_VARIABLES = "WINNOW_DATABASE_";

    private final Context context;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where Winnow keeps its data. Default: $$WINNOW_DATA, else .winnow/data.")
    private @Nullable Path dataFolder;

    @Option(
            names = "--nats",
            paramLabel = "URL",
            description = "Use this NATS. Default: $$WINNOW_NATS_URL, else start one.")
    private @Nullable String nats;

    @Option(
            names = "--cluster",
            paramLabel = "N",
            description =
                    "How many nats-servers: 1, or 3 that form a cluster and each keep everything,"
                        + " on the port and the two that follow. Default: as many as the data is"
                        + " of, 1 when there is none.")
    private @Nullable Integer cluster;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"--nats-port", "--port"},
            paramLabel = "PORT",
            defaultValue = "4222",
            description = "Where NATS listens; 0 takes a free port. Default: ${DEFAULT-VALUE}.")
    private int natsPort;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description =
                    "Where /livez, /readyz and /metrics are; 0 takes a free port. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int httpPort;

    @Option(
            names = "--list",
            paramLabel = "NAME=PATH",
            converter = ListArgument.Converter.class,
            description =
                    "Load this list: a folder of OFAC's files, or a .csv, .xml, .json or .txt"
                            + " file.")
    private List<ListArgument> lists = List.of();

    @Option(names = "--policy", paramLabel = "FILE", description = "Put this policy in force.")
    private @Nullable Path policy;

    @Option(names = "--verbose", description = "Tell every step and how long it took.")
    private boolean verbose;

    UpCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        Logging.configure();
        PolicyArgument newPolicy = policy == null ? null : PolicyArgument.read(policy);
        Steps steps = new Steps(context.terminal(), verbose);
        DataDirectory data = DataDirectory.choose(dataFolder, context.environment());
        Plan plan = plan(data);
        DataLock lock =
                DataLock.take(data)
                        .orElseThrow(() ->
                                new CommandFailure(
                                        ExitCode.FAILED,
                                        "another Winnow is running on " + data.path()));
        steps.say("starting Winnow on " + data.path());
        long start = System.nanoTime();
        LocalWinnow winnow = LocalWinnow.start(plan, lock, steps::step);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(winnow, steps), "stop-winnow"));
        try (Messaging messaging = Session.connect(winnow.nats())) {
            Services services = new Services(messaging);
            if (newPolicy != null) {
                newPolicy.load(services, steps);
            }
            Path sample =
                    DataDirectory.home(context.environment())
                            .resolve("scripts/samples/watchlist.csv");
            new ListLoader(services, data, true, steps).load(lists, sample);
        }
        tell(winnow, data, Duration.ofNanos(System.nanoTime() - start));
        new CountDownLatch(1).await(); // the hook ends the process
        return ExitCode.DONE;
    }

    private Plan plan(DataDirectory data) {
        Optional<NatsConfig> given = NatsTarget.named(nats, context.environment());
        Optional<Integer> nodes = Optional.ofNullable(cluster);
        if (nodes.isPresent() && given.isPresent()) {
            throw usage("--cluster is for nats-servers that are started here, and one is given");
        }
        if (nodes.filter(count -> count != 1 && count != NatsCluster.NODES.size()).isPresent()) {
            throw usage("--cluster must be 1 or 3");
        }
        Optional<Databases.Sections> others = databases();
        return new Plan(
                data,
                natsPort,
                nodes,
                httpPort,
                false,
                given,
                others.map(Databases.Sections::database),
                others.flatMap(Databases.Sections::velocity).map(Databases.Velocity::secret),
                List.of());
    }

    private ParameterException usage(String words) {
        return new ParameterException(spec.commandLine(), words);
    }

    private Optional<Databases.Sections> databases() {
        boolean given =
                context.environment().keySet().stream()
                        .anyMatch(name -> name.startsWith(DATABASE_VARIABLES));
        return given
                ? Optional.of(ConfigReader.load(Databases.Sections.class, context.environment()))
                : Optional.empty();
    }

    private void tell(LocalWinnow winnow, DataDirectory data, Duration took) {
        PrintStream out = context.terminal().out();
        String http = "http://127.0.0.1:" + winnow.httpPort();
        out.printf("Winnow is up after %.1f s%n", took.toMillis() / 1e3);
        out.println("  NATS     " + winnow.natsUrl());
        out.println("  probes   " + http + "/livez, " + http + "/readyz, " + http + "/metrics");
        out.println("  data     " + data.path());
        out.println("  process  " + ProcessHandle.current().pid());
        out.println("Ctrl-C or SIGTERM stops it.");
    }

    private static void stop(LocalWinnow winnow, Steps steps) {
        steps.say("stopping Winnow");
        winnow.close();
        steps.say("stopped");
        // A process that ends by a signal would say 143; one that has drained has succeeded.
        Runtime.getRuntime().halt(ExitCode.DONE);
    }
}
