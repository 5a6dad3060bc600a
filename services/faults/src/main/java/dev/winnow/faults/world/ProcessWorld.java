package dev.winnow.faults.world;

import dev.winnow.faults.process.Links;
import dev.winnow.faults.process.ServiceProcess;
import dev.winnow.faults.process.ServiceSpec;
import dev.winnow.faults.process.Usage;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.run.World;
import dev.winnow.localservers.FaultProxy;
import dev.winnow.localservers.PostgresServer;
import dev.winnow.messaging.CallException;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Telemetry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * What every world has: a PostgreSQL with a database for each service, service processes with their
 * own links, and a connection of the suite's own that no fault of a link touches.
 */
public abstract class ProcessWorld implements World {
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration ASK_LIMIT = Duration.ofSeconds(5);

    private final Path folder;
    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private final Map<String, ServiceProcess> processes = new LinkedHashMap<>();
    private final List<Messaging> connections = new ArrayList<>();
    private volatile PostgresServer postgres;

    ProcessWorld(Path folder) {
        this.folder = folder;
        this.postgres =
                PostgresServer.start(PostgresServer.Options.ofDefaults(folder.resolve("postgres")));
    }

    public final Path folder() {
        return folder;
    }

    /** The ports of all its nats-servers, running or not. */
    abstract List<Integer> natsPorts();

    /** How the suite itself reaches NATS. */
    public final NatsConfig nats() {
        return NatsConfig.of(
                natsPorts().stream()
                        .map(port -> "nats://" + LOOPBACK + ":" + port)
                        .toArray(String[]::new));
    }

    /** A connection of the suite's own; it is closed with the world. */
    public final Messaging connect(String name) {
        Messaging messaging =
                Messaging.connect(
                        nats(),
                        ServiceInfo.of(name, "1.0.0", "The fault suite."),
                        Telemetry.none());
        synchronized (connections) {
            connections.add(messaging);
        }
        return messaging;
    }

    public final PostgresServer postgres() {
        return postgres;
    }

    /** SIGKILL for the whole server, as in a crash. */
    public final void killPostgres() {
        postgres.kill();
    }

    /** Starts it again on its port; it recovers. Does nothing when it runs. */
    public final void startPostgres() {
        if (!postgres.running()) {
            postgres = postgres.restart();
        }
    }

    /** As a person with a look into the service's database. */
    public final Db database(String service) {
        return new Db(postgres.jdbcUrl(service), service, password(service));
    }

    private String password(String service) {
        return passwords.computeIfAbsent(service, name -> "only-for-tests-" + name);
    }

    final void createDatabase(String service) throws SQLException {
        postgres.createDatabase(service, service, password(service));
    }

    /**
     * Starts a process with links of its own; does not wait until it is ready.
     *
     * @param database of the service
     */
    public final ServiceProcess start(ServiceSpec spec, String database) throws IOException {
        return start(spec, database, LOOPBACK);
    }

    /**
     * @param host the address of this machine under which the process reaches it
     */
    public final ServiceProcess start(ServiceSpec spec, String database, String host)
            throws IOException {
        InetAddress address = InetAddress.ofLiteral(host);
        List<FaultProxy> nats = new ArrayList<>();
        for (int port : natsPorts()) {
            nats.add(
                    FaultProxy.nats(
                            address, new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), port)));
        }
        Links links =
                new Links(
                        nats,
                        FaultProxy.postgres(
                                address,
                                new InetSocketAddress(
                                        InetAddress.ofLiteral(LOOPBACK), postgres.port())),
                        host,
                        database,
                        password(database));
        ServiceProcess process = ServiceProcess.start(folder.resolve("logs"), spec, links);
        synchronized (processes) {
            if (processes.put(spec.name(), process) != null) {
                throw new IllegalArgumentException("there is a process " + spec.name());
            }
        }
        return process;
    }

    /** SIGKILL and forgotten: it is not started again. */
    public final void remove(ServiceProcess process) {
        process.kill();
        process.close();
        synchronized (processes) {
            processes.remove(process.name());
        }
    }

    public final ServiceProcess process(String name) {
        synchronized (processes) {
            ServiceProcess process = processes.get(name);
            if (process == null) {
                throw new IllegalArgumentException(
                        "no process " + name + " in " + processes.keySet());
            }
            return process;
        }
    }

    public final Collection<ServiceProcess> processes() {
        synchronized (processes) {
            return List.copyOf(processes.values());
        }
    }

    /** What a durable consumer says of itself. */
    public final JsonNode consumer(Messaging from, String stream, String durable) {
        return ask(from, "$JS.API.CONSUMER.INFO." + stream + "." + durable);
    }

    /** What a stream says of itself. */
    public final JsonNode stream(Messaging from, String stream) {
        return ask(from, "$JS.API.STREAM.INFO." + stream);
    }

    private static JsonNode ask(Messaging from, String subject) {
        return ask(from, subject, new byte[0]);
    }

    static JsonNode ask(Messaging from, String subject, byte[] body) {
        return Json.read(
                from.raw().request(subject, body, Map.of(), ASK_LIMIT).body(), JsonNode.class);
    }

    /** Whether everything in the stream that the consumer wants has been acknowledged. */
    final boolean isConsumed(Messaging from, String stream, String durable) {
        try {
            JsonNode info = consumer(from, stream, durable);
            return info.path("num_pending").asInt(-1) == 0
                    && info.path("num_ack_pending").asInt(-1) == 0;
        } catch (CallException e) {
            return false; // not now
        }
    }

    /** Whether nothing waits to be published. */
    final boolean isOutboxEmpty(String service) {
        try {
            return database(service)
                            .number(
                                    "SELECT count(*) FROM datastore.outbox WHERE published_at IS"
                                            + " NULL")
                    == 0;
        } catch (SQLException e) {
            return false; // not now
        }
    }

    /** Links are well, what should run runs and is ready. */
    @Override
    public void heal(Story story) throws IOException {
        startPostgres();
        for (ServiceProcess process : processes()) {
            process.links().heal();
            if (process.isAlive()) {
                process.resume();
            }
            process.startAgain();
        }
        processes().forEach(ServiceProcess::awaitReady);
    }

    @Override
    public SortedMap<String, Usage> usage() throws IOException {
        SortedMap<String, Usage> usage = new TreeMap<>();
        for (ServiceProcess process : processes()) {
            usage.put(process.name(), process.usage());
        }
        return usage;
    }

    @Override
    public void close() {
        synchronized (connections) {
            connections.forEach(Messaging::close);
        }
        processes().forEach(ServiceProcess::close);
        postgres.close();
    }
}
