package dev.winnow.benchmarks.watchlist;

import dev.winnow.benchmarks.Calling;
import dev.winnow.benchmarks.Load;
import dev.winnow.benchmarks.Report;
import dev.winnow.benchmarks.Rounds;
import dev.winnow.benchmarks.Sample;
import dev.winnow.benchmarks.overload.OpenLoad;
import dev.winnow.contracts.RequestContract;
import dev.winnow.contracts.watchlist.LoadListRequest;
import dev.winnow.contracts.watchlist.LoadReply;
import dev.winnow.contracts.watchlist.ScreenRequest;
import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.datastore.DatabaseConfig;
import dev.winnow.localservers.NatsServer;
import dev.winnow.localservers.PostgresServer;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.Client;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.config.Secret;
import dev.winnow.messaging.ops.Telemetry;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The watch list service with everything on, on NATS and PostgreSQL, with an invented list:
 * throughput beside an endpoint that gives the same requests back, and the times of answers at a
 * steady rate while a new version of the list is loaded beside those without.
 */
public final class SwapSuite {
    private static final int CALLERS = 64;

    /**
     * Of what the service answers when all that it can is asked of it. One at a time, a request
     * takes several times as much of the processors, so that this keeps two about half busy; the
     * list is read and indexed by what is left.
     */
    private static final double SHARE = 0.12;

    private static final int SLICES = 10;

    /** So often without a load, and with one. */
    private static final int TIMES = 3;

    private static final String STREAM = "WATCHLIST";
    private static final String PASSWORD = "bench";

    private final int names;
    private final Rounds rounds;

    /**
     * @param names on the list
     */
    public SwapSuite(int names, Rounds rounds) {
        this.names = names;
        this.rounds = rounds;
    }

    public void run(Report report) throws Exception {
        Path root = Files.createTempDirectory("winnow-bench-").toRealPath();
        try (NatsServer nats = NatsServer.start(NatsServer.Options.temporary());
                PostgresServer postgres =
                        PostgresServer.start(PostgresServer.Options.temporary().withFsync(true))) {
            prepare(nats.url());
            String url = postgres.createDatabase("watchlist", "watchlist", PASSWORD);
            DatabaseConfig database =
                    DatabaseConfig.ofDefaults(url, "watchlist", new Secret(PASSWORD));
            try (WatchlistProcess service = WatchlistProcess.start(nats.url(), database, root);
                    Telemetry telemetry = Telemetry.create("bench-client");
                    Messaging messaging = connect(nats.url(), telemetry)) {
                InventedList list = new InventedList(names);
                Loading loading = new Loading(messaging, list, root.resolve("list.csv"));
                double capacity = throughput(report, messaging, loading, list, nats, service);
                swap(report, nats.url(), loading, list, capacity * SHARE);
            }
        } finally {
            Files.deleteIfExists(root.resolve("list.csv"));
            Files.deleteIfExists(root);
        }
    }

    private static void prepare(String url) throws Exception {
        Connection admin = Nats.connect(url);
        admin.jetStreamManagement()
                .addStream(
                        StreamConfiguration.builder()
                                .name(STREAM)
                                .subjects("events.watchlist.>")
                                .build());
        admin.close();
    }

    private static Messaging connect(String url, Telemetry telemetry) {
        ServiceInfo info = new ServiceInfo("bench-client", "1.0.0", "measured", Map.of());
        Messaging messaging = Messaging.connect(NatsConfig.of(url), info, telemetry);
        messaging.start();
        return messaging;
    }

    /** Loads one version of the list after the other. */
    private static final class Loading {
        private final Client<LoadListRequest, LoadReply> client;
        private final InventedList list;
        private final Path file;
        private final AtomicInteger version = new AtomicInteger();

        Loading(Messaging messaging, InventedList list, Path file) {
            client =
                    messaging.client(
                            WatchlistContracts.LOAD_LIST,
                            CallPolicy.ofDefaults().withMaxAttempts(1));
            this.list = list;
            this.file = file;
        }

        /** Writes the next version, so that whoever asks questions meanwhile does not do it. */
        void prepare() throws IOException {
            list.write(file, version.incrementAndGet());
        }

        /** The version that was prepared; in seconds, from the request to the answer. */
        double load() {
            long began = System.nanoTime();
            LoadReply reply =
                    client.call(new LoadListRequest("invented", file.toString(), null, null));
            if (!reply.changed() || reply.version().version() != version.get()) {
                throw new IllegalStateException("no new version: " + reply);
            }
            return (System.nanoTime() - began) / 1e9;
        }
    }

    /** Asks one question after the other. */
    private record Asking<R>(
            String name,
            Client<ScreenRequest, R> client,
            List<ScreenRequest> questions,
            AtomicInteger next)
            implements Calling {
        static <R> Asking<R> of(
                String name,
                Messaging messaging,
                RequestContract<ScreenRequest, R> contract,
                List<ScreenRequest> questions) {
            CallPolicy policy =
                    CallPolicy.ofDefaults().withBulkhead(1024).withTimeout(Duration.ofSeconds(10));
            return new Asking<>(
                    name, messaging.client(contract, policy), questions, new AtomicInteger());
        }

        @Override
        public void call() {
            client.call(questions.get(Math.floorMod(next.getAndIncrement(), questions.size())));
        }

        @Override
        public void end() {
            // The connection is closed by the one who opened it.
        }
    }

    private double throughput(
            Report report,
            Messaging messaging,
            Loading loading,
            InventedList list,
            NatsServer nats,
            WatchlistProcess service)
            throws Exception {
        List<ScreenRequest> questions = list.questions();
        try (OpenLoad load =
                new OpenLoad(nats.url(), WatchlistProcess.ECHO.subject(), list.bodies())) {
            load.awaitService();
        }
        loading.prepare();
        loading.load();
        Asking<?> echo = Asking.of("echo", messaging, WatchlistProcess.ECHO, questions);
        Asking<?> screen = Asking.of("screen", messaging, WatchlistContracts.SCREEN, questions);
        Load load = new Load(List.of(nats.pid(), service.pid()));
        Map<String, List<Sample>> samples =
                rounds.run(
                        List.of(echo, screen), (asking, time) -> load.run(asking, CALLERS, time));
        report.add(
                "screen beside an echo of the same requests, %d names, %d callers"
                        .formatted(names, CALLERS),
                samples);
        return samples.getOrDefault("screen", List.of()).stream()
                .mapToDouble(Sample::perSecond)
                .average()
                .orElse(CALLERS);
    }

    private void swap(
            Report report, String url, Loading loading, InventedList list, double perSecond)
            throws Exception {
        Duration time = rounds.slice().multipliedBy(SLICES);
        try (OpenLoad load =
                new OpenLoad(url, WatchlistContracts.SCREEN.subject(), list.bodies())) {
            load.open(perSecond, rounds.warmUp());
            loading.prepare();
            loading.load();
            // What a new list takes to be known is over before it begins.
            load.open(perSecond, rounds.warmUp());
            List<OpenLoad.Result> without = new ArrayList<>();
            List<OpenLoad.Result> with = new ArrayList<>();
            List<Double> seconds = new ArrayList<>();
            for (int i = 0; i < TIMES; i++) {
                loading.prepare();
                without.add(load.open(perSecond, time));
                FutureTask<Double> loaded =
                        new FutureTask<>(() -> {
                            LockSupport.parkNanos(time.dividedBy(2).toNanos());
                            return loading.load();
                        });
                Thread.ofPlatform().daemon().name("load").start(loaded);
                with.add(load.open(perSecond, time));
                seconds.add(loaded.get());
            }
            report.note(
                    "a list of %d entries is loaded while %.0f questions a second come"
                            .formatted(list.size(), perSecond),
                    figures(without, with, seconds));
        }
    }

    private static Map<String, Object> figures(
            List<OpenLoad.Result> without, List<OpenLoad.Result> with, List<Double> seconds) {
        Map<String, Object> figures = new LinkedHashMap<>();
        for (int i = 0; i < TIMES; i++) {
            figures.put("without, ms (" + (i + 1) + ")", times(without.get(i)));
            figures.put("with, ms (" + (i + 1) + ")", times(with.get(i)));
            figures.put("seconds of the load (" + (i + 1) + ")", seconds.get(i));
        }
        for (double at : List.of(50.0, 99.0, 99.9)) {
            figures.put(
                    "p%s, times that of without".formatted(at),
                    middle(with, at) / middle(without, at));
        }
        return figures;
    }

    /** The median of the results. */
    private static double middle(List<OpenLoad.Result> results, double at) {
        return results.stream()
                .mapToDouble(result -> result.acceptedMillis(at))
                .sorted()
                .skip(TIMES / 2)
                .findFirst()
                .orElseThrow();
    }

    private static String times(OpenLoad.Result result) {
        return String.format(
                Locale.ROOT,
                "p50 %.2f, p99 %.2f, p99.9 %.2f, max %.2f; %d answers, %d refused, %d failed or"
                        + " lost; the generator's p99 of lateness %.2f",
                result.acceptedMillis(50),
                result.acceptedMillis(99),
                result.acceptedMillis(99.9),
                result.acceptedMillis(100),
                result.accepted().getTotalCount(),
                result.refused().getTotalCount(),
                result.lost(),
                result.lateMillis(99));
    }
}
