package dev.winnow.faults.world;

import dev.winnow.faults.check.Checker;
import dev.winnow.faults.check.CounterSets;
import dev.winnow.faults.check.FourSets;
import dev.winnow.faults.check.Verdict;
import dev.winnow.faults.check.Verdict.Violation;
import dev.winnow.faults.counter.CounterContracts;
import dev.winnow.faults.counter.CounterContracts.Mode;
import dev.winnow.faults.counter.CounterContracts.SetMode;
import dev.winnow.faults.counter.CounterContracts.Write;
import dev.winnow.faults.counter.CounterContracts.Written;
import dev.winnow.faults.process.ServiceProcess;
import dev.winnow.faults.process.ServiceSpec;
import dev.winnow.faults.run.Story;
import dev.winnow.localservers.NatsServer;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.Client;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsFiles;
import dev.winnow.messaging.NatsProvisioner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The counter: facts are committed by a writer, published, and have their effect in two workers,
 * one of which is served at a time. One nats-server, one PostgreSQL; ack wait and duplicate window
 * are two seconds.
 */
public final class CounterWorld extends ProcessWorld {
    public static final String WRITER = "writer";
    public static final String WORKER_1 = "worker-1";
    public static final String WORKER_2 = "worker-2";
    public static final String DOWNSTREAM = "downstream";

    private static final String MAIN = "dev.winnow.faults.counter.CounterMain";
    private static final int KEYS = 8;
    private static final int PER_SECOND = 70;

    private final Messaging driver;
    private final Client<Write, Written> write;
    private final Client<SetMode, Mode> mode;
    private final List<CounterLoad> loads = new ArrayList<>();
    private volatile NatsServer server;
    private volatile Path natsStore;

    private CounterWorld(Path folder) throws IOException, SQLException {
        super(folder);
        natsStore = folder.resolve("nats");
        server = NatsServer.start(options(natsStore));
        createDatabase(WRITER);
        createDatabase("worker");
        provision();
        start(spec(WRITER), WRITER);
        start(worker(WORKER_1), "worker");
        start(worker(WORKER_2), "worker");
        start(spec(DOWNSTREAM), WRITER);
        processes().forEach(ServiceProcess::awaitReady);
        this.driver = connect("driver");
        CallPolicy once =
                CallPolicy.ofDefaults().withTimeout(Duration.ofSeconds(3)).withMaxAttempts(1);
        this.write = driver.client(CounterContracts.WRITE, once);
        this.mode = driver.client(CounterContracts.MODE, once);
    }

    /** Starts everything and returns when it is warm. */
    public static CounterWorld start(Path folder) throws Exception {
        CounterWorld world = new CounterWorld(folder);
        Story warm = Story.silent("warm");
        world.begin(warm);
        warm.pause(Duration.ofSeconds(3));
        world.settle(warm, Duration.ofMinutes(1));
        return world;
    }

    /** Makes streams and consumers what the files say. */
    public void provision() {
        NatsProvisioner.apply(nats(), NatsFiles.ofClasspath(CounterContracts.NATS_FILES));
    }

    private static ServiceSpec spec(String role) {
        return ServiceSpec.of(role, MAIN).with("WINNOW_COUNTER_ROLE", role);
    }

    /** A worker that writes down its deliveries under its name. */
    public ServiceSpec worker(String name) throws IOException {
        return ServiceSpec.of(name, MAIN)
                .with("WINNOW_COUNTER_ROLE", "worker")
                .with("WINNOW_COUNTER_DELIVERIES", deliveries(name).toString());
    }

    /** A writer that writes this version of its event's contract. */
    public ServiceSpec writer(String name, int version) {
        return ServiceSpec.of(name, MAIN)
                .with("WINNOW_COUNTER_ROLE", "writer")
                .with("WINNOW_COUNTER_WRITES", String.valueOf(version));
    }

    private Path deliveries(String worker) throws IOException {
        return Files.createDirectories(folder().resolve("deliveries")).resolve(worker + ".jsonl");
    }

    private static NatsServer.Options options(Path store) {
        return NatsServer.Options.ofDefaults(store).withArguments(List.of("--http_port", "-1"));
    }

    /** The folder that nats-server works in. */
    public Path natsStore() {
        return natsStore;
    }

    /** JetStream's files in it; nats-server must not run while somebody touches them. */
    public Path natsData() {
        return natsStore.resolve("jetstream");
    }

    /**
     * Stops nats-server and starts it on its port with its data in another folder.
     *
     * @param settings of a configuration file; empty for none
     */
    public void moveNats(Path store, String settings) throws IOException {
        server.stop();
        Path from = natsData();
        natsStore = store;
        Folders.copy(from, natsData());
        Folders.remove(from);
        NatsServer.Options options = options(store).withPort(server.port());
        if (!settings.isEmpty()) {
            Path file = Files.writeString(folder().resolve("moved.conf"), settings);
            options = options.withConfigFile(file);
        }
        server = NatsServer.start(options);
    }

    @Override
    List<Integer> natsPorts() {
        return List.of(server.port());
    }

    public NatsServer server() {
        return server;
    }

    /** SIGKILL. */
    public void killNats() {
        server.kill();
    }

    /** Starts it again on its port and store. Does nothing when it runs. */
    public void startNats() {
        if (!server.running()) {
            server = server.restart();
        }
    }

    /** The suite's own connection. */
    public Messaging driver() {
        return driver;
    }

    /** Writes one fact; the caller keeps count of the key's sequence. */
    public Written write(String key, int sequence, String behaviour) {
        return write.call(new Write(key, sequence, behaviour));
    }

    /** Sets how the downstream behaves, and says what it has seen; empty changes nothing. */
    public Mode mode(String name) {
        return mode.call(new SetMode(name));
    }

    /** What the durable consumer says of itself. */
    public JsonNode consumer() {
        return consumer(driver, CounterContracts.STREAM, CounterContracts.DURABLE);
    }

    /** A load beside the usual one, whose facts do something; its keys have the word in them. */
    public Counts load(Story story, String word, int keys, int perSecond, String behaviour) {
        CounterLoad load =
                new CounterLoad(write, story.prefix() + word + "-", keys, perSecond, behaviour);
        synchronized (loads) {
            loads.add(load);
        }
        return load.counts();
    }

    /** What came of the usual load's facts so far. */
    public Counts counts() {
        synchronized (loads) {
            return loads.getFirst().counts();
        }
    }

    @Override
    public void begin(Story story) {
        synchronized (loads) {
            loads.clear();
        }
        Counts counts = load(story, "n", KEYS, PER_SECOND, "");
        story.await(Duration.ofSeconds(30), "the first accepted", () -> counts.acceptances() > 50);
    }

    /** Ends all loads: their facts are complete then. */
    public void stopLoad() {
        synchronized (loads) {
            loads.forEach(CounterLoad::stop);
        }
    }

    @Override
    public void heal(Story story) throws IOException {
        startNats();
        super.heal(story);
    }

    @Override
    public Duration settle(Story story, Duration limit) {
        stopLoad();
        return story.await(limit, "all published and acknowledged", this::isSettled);
    }

    /** Whether nothing waits in the outbox or for the worker. */
    public boolean isSettled() {
        return isOutboxEmpty(WRITER)
                && isConsumed(driver, CounterContracts.STREAM, CounterContracts.DURABLE);
    }

    /** How many committed facts wait in the outbox. */
    public long unpublished() {
        try {
            return database(WRITER)
                    .number("SELECT count(*) FROM datastore.outbox WHERE published_at IS NULL");
        } catch (SQLException e) {
            throw new IllegalStateException("the outbox cannot be read", e);
        }
    }

    /** How many dead letters there are. */
    public long deadLetters() {
        return stream(driver, "DEAD_LETTERS").path("state").path("messages").asLong(-1);
    }

    @Override
    public Verdict check(Story story) throws IOException, SQLException {
        FourSets sets = sets(story);
        sets.write(folder().resolve("sets").resolve(story.name()));
        story.figure("writes", counts());
        story.figure("longest stall", longestStall(story));
        return Checker.check(sets).with(lost());
    }

    /** The sets of the story's facts as they are now. */
    public FourSets sets(Story story) throws IOException, SQLException {
        CounterSets both = new CounterSets(database(WRITER).config(), database("worker").config());
        try (Stream<Path> files = Files.list(folder().resolve("deliveries"))) {
            return both.collect(files.toList(), story.prefix());
        }
    }

    /** How many deliveries there were beside those that had the effects. */
    public long copies(Story story) throws IOException, SQLException {
        FourSets sets = sets(story);
        return (long) sets.delivered().size() - sets.effects().size();
    }

    private Duration longestStall(Story story) throws SQLException {
        String gaps =
                """
                SELECT coalesce(max(extract(epoch FROM gap) * 1000)::bigint, 0) FROM (
                  SELECT made_at - lag(made_at) OVER (ORDER BY made_at) AS gap
                    FROM effects WHERE key LIKE ?) AS gaps
                """;
        return Duration.ofMillis(database("worker").number(gaps, story.prefix() + "%"));
    }

    /** Accepted, and yet not there. */
    private List<Violation> lost() throws SQLException {
        List<Violation> failures = new ArrayList<>();
        List<CounterLoad> all;
        synchronized (loads) {
            all = List.copyOf(loads);
        }
        Db writer = database(WRITER);
        for (CounterLoad load : all) {
            for (Map.Entry<String, Integer> last : load.accepted().entrySet()) {
                long there =
                        writer.number(
                                "SELECT count(*) FROM commits WHERE key = ? AND sequence <= ?",
                                last.getKey(),
                                last.getValue());
                if (there != last.getValue()) {
                    failures.add(
                            new Violation(
                                    "I1",
                                    "accepted and not there",
                                    last.getValue() - there,
                                    List.of(last.getKey())));
                }
            }
        }
        return failures;
    }

    @Override
    public long effects() throws SQLException {
        return database("worker").number("SELECT count(*) FROM effects");
    }

    @Override
    public void close() {
        stopLoad();
        super.close();
        server.close();
    }
}
