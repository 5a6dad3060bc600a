package dev.winnow.localservers;

import dev.winnow.localservers.LocalServerException.Reason;
import dev.winnow.localservers.NatsMonitor.StreamView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Three nats-servers on loopback that form one cluster with JetStream: each has a store of its own
 * and a name ({@code n1} to {@code n3}). Safe for use by several threads, but for two that change
 * the same node.
 */
public final class NatsCluster implements AutoCloseable {
    /** The names of its nodes. */
    public static final List<String> NODES = List.of("n1", "n2", "n3");

    /**
     * A lame duck sees its clients off in a second instead of ten. The whole may not be shorter
     * than 30 s, but a server with few clients is done long before.
     */
    private static final String SETTINGS =
            "lame_duck_grace_period: 1s\nlame_duck_duration: 30s\nmax_payload: 2MiB\n";

    private static final Duration ELECTION_LIMIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int ATTEMPTS = 5;

    private final Options options;
    private final NatsMonitor monitor = new NatsMonitor();
    private final Map<String, NatsServer> servers = new ConcurrentHashMap<>();

    private NatsCluster(Options options) {
        this.options = options;
    }

    /**
     * How to start it.
     *
     * @param folder holds each node's data in a folder of the node's name, and is kept; empty means
     *     temporary folders, which go with the cluster
     * @param ports for clients, of each node; 0 means a free one
     * @param configFile settings of every node, instead of those that are good for tests
     * @param settings more settings of every node, as text in a server's configuration; not read
     *     with a file
     * @param stopAtExit whether the nodes end with this JVM, when nobody has closed them
     */
    public record Options(
            Optional<Path> folder,
            List<Integer> ports,
            Optional<Path> configFile,
            String settings,
            boolean stopAtExit) {

        public Options {
            ports = List.copyOf(ports);
            if (ports.size() != NODES.size()) {
                throw new IllegalArgumentException("a port for each of " + NODES);
            }
        }

        /** For tests: temporary folders and free ports. */
        public static Options temporary() {
            return new Options(
                    Optional.empty(),
                    Collections.nCopies(NODES.size(), 0),
                    Optional.empty(),
                    SETTINGS,
                    true);
        }

        /** In a folder that is kept, on free ports. */
        public static Options in(Path folder) {
            return temporary()
                    .withFolder(folder.toAbsolutePath().normalize())
                    .withStopAtExit(false);
        }

        private Options withFolder(Path value) {
            return new Options(Optional.of(value), ports, configFile, settings, stopAtExit);
        }

        public Options withPorts(List<Integer> value) {
            return new Options(folder, value, configFile, settings, stopAtExit);
        }

        public Options withConfigFile(Path value) {
            return new Options(folder, ports, Optional.of(value), settings, stopAtExit);
        }

        /** With these settings, too: {@code "jetstream { sync_interval: always }"}. */
        public Options withSettings(String more) {
            return new Options(folder, ports, configFile, settings + more + "\n", stopAtExit);
        }

        /** The owner closes them also when this is false; it is for an end without that. */
        public Options withStopAtExit(boolean value) {
            return new Options(folder, ports, configFile, settings, value);
        }
    }

    /** Starts one for tests: {@link Options#temporary}. */
    public static NatsCluster start() {
        return start(Options.temporary());
    }

    /**
     * Starts all three, and returns when they have elected a leader and each says that it is in
     * good health. Those in a folder are their owner's to close; temporary ones end with the JVM.
     *
     * @throws LocalServerException when one does not start, or there is no leader within a minute
     */
    public static NatsCluster start(Options options) {
        LocalServerException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            NatsCluster cluster = new NatsCluster(options);
            try {
                cluster.launch(freePorts(NODES.size()));
                cluster.awaitReady(ELECTION_LIMIT);
                return cluster;
            } catch (LocalServerException e) {
                cluster.close();
                if (e.reason() != Reason.PORT_IN_USE
                        || options.ports().stream().anyMatch(port -> port != 0)) {
                    throw e;
                }
                last = e; // another process was quicker to take one of the ports
            }
        }
        throw new LocalServerException(Reason.PORT_IN_USE, "no free ports for a cluster", last);
    }

    private void launch(List<Integer> routePorts) {
        List<String> routes = routePorts.stream().map(p -> "nats://127.0.0.1:" + p).toList();
        for (int i = 0; i < NODES.size(); i++) {
            String node = NODES.get(i);
            NatsServer.Options server =
                    options.folder()
                            .map(folder ->
                                    NatsServer.Options.ofDefaults(folder.resolve(node))
                                            .withStopAtExit(options.stopAtExit()))
                            .orElseGet(NatsServer.Options::temporary)
                            .withPort(options.ports().get(i));
            List<String> arguments = new ArrayList<>(List.of("--http_port", "-1"));
            arguments.addAll(List.of("--server_name", node));
            arguments.addAll(List.of("--cluster_name", "winnow", "--cluster", routes.get(i)));
            arguments.addAll(List.of("--routes", String.join(",", others(routes, i))));
            Path file = options.configFile().orElseGet(() -> settings(server.storeDir()));
            servers.put(
                    node, NatsServer.start(server.withConfigFile(file).withArguments(arguments)));
        }
    }

    private static List<String> others(List<String> all, int one) {
        List<String> others = new ArrayList<>(all);
        others.remove(one);
        return others;
    }

    private Path settings(Path folder) {
        try {
            Files.createDirectories(folder);
            return Files.writeString(folder.resolve("cluster.conf"), options.settings());
        } catch (IOException e) {
            throw new LocalServerException(
                    Reason.DIRECTORY_UNUSABLE, "cannot write settings: " + Problems.words(e), e);
        }
    }

    private static List<Integer> freePorts(int count) {
        List<ServerSocket> open = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                open.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return open.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new LocalServerException(
                    Reason.PORT_IN_USE, "no free ports: " + Problems.words(e), e);
        } finally {
            open.forEach(socket -> Problems.quietly("close a port", socket::close));
        }
    }

    /** The addresses for clients, of all nodes, running or not. */
    public List<String> urls() {
        return NODES.stream().map(this::url).toList();
    }

    public String url(String node) {
        return node(node).url();
    }

    public boolean running(String node) {
        return node(node).running();
    }

    /** The process of a node, as long as it runs. */
    public long pid(String node) {
        return node(node).pid();
    }

    /** SIGKILL, as in a crash. */
    public void kill(String node) {
        node(node).kill();
    }

    /** A clean stop. */
    public void stop(String node) {
        node(node).stop();
    }

    /** As {@link NatsServer#lameDuck}; returns at once. The node ends some seconds later. */
    public void lameDuck(String node) {
        node(node).lameDuck();
    }

    /** As {@link NatsServer#pause}. */
    public void pause(String node) {
        node(node).pause();
    }

    public void resume(String node) {
        node(node).resume();
    }

    /** Starts a node again, on its port and with its store, and waits until the cluster is well. */
    public void restart(String node) {
        launchAgain(node);
        awaitReady(ELECTION_LIMIT);
    }

    /** As {@link #restart}, and returns when the node takes connections; the rest may be down. */
    public void launchAgain(String node) {
        servers.put(node, node(node).restart());
    }

    /** The node that leads the meta group, as the running nodes see it. */
    public Optional<String> metaLeader() {
        return running().stream()
                .flatMap(node -> monitor.metaLeader(node(node)).stream())
                .findFirst();
    }

    /**
     * The node that leads a stream, by its own word; empty while there is none, or no such stream.
     */
    public Optional<String> streamLeader(String stream) {
        return running().stream()
                .filter(node -> leaderSeenBy(node, stream).filter(node::equals).isPresent())
                .findFirst();
    }

    private Optional<String> leaderSeenBy(String node, String stream) {
        return monitor.stream(node(node), stream).flatMap(StreamView::leader);
    }

    /** The running node that a client with this connection name is connected to. */
    public Optional<String> nodeOf(String connectionName) {
        return running().stream()
                .filter(node -> monitor.hasClient(node(node), connectionName))
                .findFirst();
    }

    /**
     * Returns when all running nodes name the same meta leader and each is in good health, which
     * includes the streams and consumers it has a part of.
     *
     * @throws LocalServerException when that takes longer
     */
    public void awaitReady(Duration limit) {
        await(limit, "the cluster was not well", this::ready);
    }

    /**
     * Returns when the stream has a leader and every running node has all of it.
     *
     * @throws LocalServerException when that takes longer
     */
    public void awaitStream(String stream, Duration limit) {
        await(limit, "stream " + stream + " was not well", () -> complete(stream));
    }

    private static void await(Duration limit, String otherwise, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                throw new LocalServerException(
                        Reason.DID_NOT_START, otherwise + " within " + limit);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                throw ChildProcess.interrupted(new InterruptedException());
            }
        }
    }

    private boolean ready() {
        List<String> running = running();
        Set<Optional<String>> leaders =
                running.stream()
                        .map(node -> monitor.metaLeader(node(node)))
                        .collect(Collectors.toSet());
        return leaders.size() == 1
                && leaders.iterator().next().isPresent()
                && running.stream().allMatch(node -> monitor.healthy(node(node)));
    }

    private boolean complete(String stream) {
        List<String> running = running();
        return streamLeader(stream)
                .flatMap(leader -> monitor.stream(node(leader), stream))
                .filter(view ->
                        view.replicas().entrySet().stream()
                                .filter(replica -> running.contains(replica.getKey()))
                                .allMatch(Map.Entry::getValue))
                .isPresent();
    }

    private List<String> running() {
        return NODES.stream()
                .filter(node -> servers.containsKey(node) && node(node).running())
                .toList();
    }

    private NatsServer node(String name) {
        NatsServer server = servers.get(name);
        if (server == null) {
            throw new IllegalArgumentException("no node " + name + ", there are " + NODES);
        }
        return server;
    }

    /**
     * Ends all: those in a folder cleanly, and their data stays; temporary ones by SIGKILL, and
     * their folders go.
     */
    @Override
    public void close() {
        if (options.folder().isEmpty()) {
            servers.values().forEach(NatsServer::kill);
        }
        servers.values().forEach(NatsServer::close);
        servers.clear();
        monitor.close();
    }
}
