package dev.winnow.faults.process;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A service as a process of its own, with its own ways to NATS and PostgreSQL. The same object
 * stands for the processes that follow each other under its name. Safe for use by several threads.
 */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration READY_LIMIT = Duration.ofSeconds(60);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** So that none outlives the suite, however that ends. */
    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    private static volatile boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ServiceProcess::endAll, "end-services"));
    }

    private static void endAll() {
        ending = true;
        ALIVE.forEach(Process::destroyForcibly);
    }

    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 10_000;

    /** Suites that run at the same time begin at different places. */
    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger((int) ProcessHandle.current().pid() * 37);

    private final Path folder;
    private final ServiceSpec spec;
    private final Links links;
    private final int probes;
    private final AtomicInteger starts = new AtomicInteger();
    private volatile Process process;

    private ServiceProcess(Path folder, ServiceSpec spec, Links links) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.spec = spec;
        this.links = links;
        this.probes = freePort();
        this.process = launch();
    }

    /**
     * Starts it; does not wait until it is ready.
     *
     * @param folder for its logs
     */
    public static ServiceProcess start(Path folder, ServiceSpec spec, Links links)
            throws IOException {
        return new ServiceProcess(folder, spec, links);
    }

    /**
     * Below the ports that a system gives to outgoing connections: one of those would be taken
     * while a killed service is not there.
     */
    private static int freePort() throws IOException {
        for (int tries = 0; ; tries++) {
            int port = FIRST_PORT + Math.floorMod(NEXT_PORT.getAndIncrement(), PORTS);
            try (ServerSocket socket =
                    new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                if (tries == PORTS) {
                    throw e;
                }
            }
        }
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(spec.prefix());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Small and quickly there: most of these processes do not live long.
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx256m", "-XX:TieredStopAtLevel=1"));
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), spec.mainClass()));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("WINNOW_"));
        environment.putAll(links.settings());
        environment.put("WINNOW_PROBES_PORT", String.valueOf(probes));
        environment.put("WINNOW_PROBES_BIND", spec.host());
        environment.putAll(spec.settings());
        Path log = folder.resolve(spec.name() + "-" + starts.incrementAndGet() + ".log");
        Process launched = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        ALIVE.removeIf(old -> !old.isAlive());
        ALIVE.add(launched);
        if (ending) {
            launched.destroyForcibly();
            throw new IllegalStateException("the suite is ending");
        }
        return launched;
    }

    public String name() {
        return spec.name();
    }

    /** Its ways to its servers; they stay when it is started again. */
    public Links links() {
        return links;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** How often it has been started. */
    public int starts() {
        return starts.get();
    }

    /** SIGKILL; returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        await(STOP_LIMIT);
    }

    /** SIGTERM; returns how it ended. */
    public int terminate() {
        process.destroy();
        await(STOP_LIMIT);
        return process.exitValue();
    }

    /** SIGSTOP: its connections stay open, and nothing in it moves until {@link #resume}. */
    public void pause() {
        signal("STOP");
    }

    public void resume() {
        signal("CONT");
    }

    /** Starts it again when it is not running; does not wait until it is ready. */
    public void startAgain() throws IOException {
        if (!process.isAlive()) {
            process = launch();
        }
    }

    /** Returns once it has been ready. */
    public void awaitReady() {
        awaitReady(READY_LIMIT);
    }

    public void awaitReady(Duration limit) {
        Waiting.until(
                limit,
                () -> name() + " is ready",
                () -> {
                    if (!isAlive()) {
                        throw new IllegalStateException(
                                name() + " ended with " + process.exitValue() + ": " + lastLine());
                    }
                    return isReady();
                });
    }

    /** What its readiness probe says; not ready also when it does not answer. */
    public boolean isReady() {
        return get("/readyz").status == 200;
    }

    /** The text of its readiness probe: what is wrong. */
    public String readiness() {
        return get("/readyz").body;
    }

    /** The sum of a meter over all its tags, as its metrics page says; zero when it has none. */
    public double meter(String name) {
        return meter(name, "");
    }

    /**
     * As {@link #meter(String)}, of those lines only whose tags have the words.
     *
     * @param words as in {@code outcome="done"}
     */
    public double meter(String name, String words) {
        Pattern line = Pattern.compile("(?m)^" + Pattern.quote(name) + "(\\{[^}]*\\})? (\\S+)$");
        try (Stream<MatchResult> lines = line.matcher(get("/metrics").body).results()) {
            return lines.filter(found -> found.group().contains(words))
                    .mapToDouble(found -> Double.parseDouble(found.group(2)))
                    .sum();
        }
    }

    /** Looks from outside, after a garbage collection. */
    public Usage usage() throws IOException {
        run(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(pid()),
                "GC.run");
        long heap = (long) meter("jvm_memory_used_bytes", "area=\"heap\"");
        Path proc = Path.of("/proc", String.valueOf(pid()));
        return new Usage(entries(proc.resolve("task")), entries(proc.resolve("fd")), heap);
    }

    private static int entries(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return (int) all.count();
        }
    }

    /** Whether any of its logs has a line with all the words. */
    public boolean hasLogged(String... words) throws IOException {
        for (int start = 1; start <= starts.get(); start++) {
            String log = Files.readString(folder.resolve(spec.name() + "-" + start + ".log"));
            if (log.lines().anyMatch(line -> Stream.of(words).allMatch(line::contains))) {
                return true;
            }
        }
        return false;
    }

    private String lastLine() {
        try {
            Path log = folder.resolve(spec.name() + "-" + starts.get() + ".log");
            return Files.readAllLines(log).stream().reduce((a, b) -> b).orElse("it said nothing");
        } catch (IOException e) {
            return "its log cannot be read: " + e.getMessage();
        }
    }

    private record Page(int status, String body) {}

    private Page get(String path) {
        URI address = URI.create("http://" + spec.host() + ":" + probes + path);
        HttpRequest request = HttpRequest.newBuilder(address).timeout(PROBE_LIMIT).build();
        try {
            var page = HTTP.send(request, BodyHandlers.ofString());
            return new Page(page.statusCode(), page.body());
        } catch (IOException e) {
            return new Page(0, "no answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void signal(String name) {
        run("sh", "-c", "kill -s " + name + " " + pid());
    }

    private static void run(String... command) {
        try {
            Process tool =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!tool.waitFor(30, TimeUnit.SECONDS)) {
                tool.destroyForcibly();
                throw new IllegalStateException(command[0] + " did not end");
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot run " + command[0], e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void await(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(name() + " did not end within " + limit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        links.close();
    }
}
