package dev.winnow.localservers;

import dev.winnow.localservers.LocalServerException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Three nats-servers on loopback that form one cluster with JetStream, for tests: each has a store
 * of its own and a name ({@code n1} to {@code n3}). They stop when the JVM ends. Not safe for use
 * by several threads.
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
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int ATTEMPTS = 5;
    private static final Pattern META = Pattern.compile("\"meta_cluster\": \\{[^}\\[]*");
    private static final Pattern LEADER = Pattern.compile("\"leader\": \"([^\"]+)\"");

    private final Map<String, NatsServer> servers = new LinkedHashMap<>();

    private NatsCluster() {}

    /**
     * Starts all three in temporary folders, and returns when they have elected a leader and each
     * says that it is in good health.
     *
     * @throws LocalServerException when one does not start, or there is no leader within a minute
     */
    public static NatsCluster start() {
        NatsCluster cluster = new NatsCluster();
        LocalServerException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                cluster.launch(freePorts(NODES.size()));
                cluster.awaitReady(ELECTION_LIMIT);
                return cluster;
            } catch (LocalServerException e) {
                cluster.close();
                if (e.reason() != Reason.PORT_IN_USE) {
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
            NatsServer.Options options = NatsServer.Options.temporary();
            List<String> arguments = new ArrayList<>(List.of("--http_port", "-1"));
            arguments.addAll(List.of("--server_name", NODES.get(i)));
            arguments.addAll(List.of("--cluster_name", "winnow", "--cluster", routes.get(i)));
            arguments.addAll(List.of("--routes", String.join(",", others(routes, i))));
            servers.put(
                    NODES.get(i),
                    NatsServer.start(
                            options.withConfigFile(settings(options.storeDir()))
                                    .withArguments(arguments)));
        }
    }

    private static List<String> others(List<String> all, int one) {
        List<String> others = new ArrayList<>(all);
        others.remove(one);
        return others;
    }

    private static Path settings(Path folder) {
        try {
            return Files.writeString(folder.resolve("cluster.conf"), SETTINGS);
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
        return servers.values().stream().map(NatsServer::url).toList();
    }

    public String url(String node) {
        return node(node).url();
    }

    public boolean running(String node) {
        return node(node).running();
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
        servers.put(node, node(node).restart());
        awaitReady(ELECTION_LIMIT);
    }

    /** The node that leads the meta group, as the running nodes see it. */
    public Optional<String> metaLeader() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return runningNodes().stream()
                    .flatMap(server -> leaderSeenBy(http, server).stream())
                    .findFirst();
        }
    }

    /** The running node that a client with this connection name is connected to. */
    public Optional<String> nodeOf(String connectionName) {
        String named = "\"name\": \"" + connectionName + "\"";
        try (HttpClient http = HttpClient.newHttpClient()) {
            return servers.entrySet().stream()
                    .filter(node -> node.getValue().running())
                    .filter(node ->
                            get(http, node.getValue(), "/connz")
                                    .filter(page -> page.contains(named))
                                    .isPresent())
                    .map(Map.Entry::getKey)
                    .findFirst();
        }
    }

    /**
     * Returns when all running nodes name the same meta leader and each is in good health.
     *
     * @throws LocalServerException when that takes longer
     */
    public void awaitReady(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!ready(http)) {
                if (System.nanoTime() - end >= 0) {
                    throw new LocalServerException(
                            Reason.DID_NOT_START, "the cluster was not well within " + limit);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
                if (Thread.currentThread().isInterrupted()) {
                    throw ChildProcess.interrupted(new InterruptedException());
                }
            }
        }
    }

    private boolean ready(HttpClient http) {
        Collection<NatsServer> running = runningNodes();
        return running.stream()
                                .map(server -> leaderSeenBy(http, server))
                                .collect(Collectors.toSet())
                                .size()
                        == 1
                && running.stream().allMatch(server -> leaderSeenBy(http, server).isPresent())
                && running.stream().allMatch(server -> get(http, server, "/healthz").isPresent());
    }

    private static Optional<String> leaderSeenBy(HttpClient http, NatsServer server) {
        return get(http, server, "/jsz")
                .map(META::matcher)
                .filter(Matcher::find)
                .map(meta -> LEADER.matcher(meta.group()))
                .filter(Matcher::find)
                .map(leader -> leader.group(1));
    }

    /** The page, or nothing when the server does not answer with 200. */
    private static Optional<String> get(HttpClient http, NatsServer server, String path) {
        URI address = URI.create(server.monitoringUrl().orElseThrow() + path);
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(2)).build();
        try {
            HttpResponse<String> page =
                    http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return page.statusCode() == 200 ? Optional.of(page.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // it is going, or not there yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ChildProcess.interrupted(e);
        }
    }

    private List<NatsServer> runningNodes() {
        return servers.values().stream().filter(NatsServer::running).toList();
    }

    private NatsServer node(String name) {
        NatsServer server = servers.get(name);
        if (server == null) {
            throw new IllegalArgumentException("no node " + name + ", there are " + NODES);
        }
        return server;
    }

    /** SIGKILL for all: nothing of a test's cluster is needed any more. Their folders go. */
    @Override
    public void close() {
        servers.values().forEach(NatsServer::kill);
        servers.values().forEach(NatsServer::close);
        servers.clear();
    }
}
