package dev.winnow.localservers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that starts both servers and waits to be killed; run by tests in a JVM of its own. */
final class ServerOwner {
    private final Process process;
    private final List<String> said;

    private ServerOwner(Process process, List<String> said) {
        this.process = process;
        this.said = said;
    }

    /** Starts a JVM that starts both servers in folders below the one given. */
    static ServerOwner start(Path dir) throws IOException {
        Path ready = dir.resolve("ready");
        Files.deleteIfExists(ready);
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                ServerOwner.class.getName(),
                                dir.toString())
                        .inheritIO()
                        .redirectInput(ProcessBuilder.Redirect.PIPE)
                        .start();
        Eventually.that(
                Duration.ofMinutes(2),
                () -> "the servers' start",
                () -> Files.exists(ready) || !process.isAlive());
        return new ServerOwner(process, Files.readAllLines(ready));
    }

    int postgresPort() {
        return Integer.parseInt(said.get(0));
    }

    ProcessHandle postgres() {
        return ProcessHandle.of(Long.parseLong(said.get(1))).orElseThrow();
    }

    ProcessHandle nats() {
        return ProcessHandle.of(Long.parseLong(said.get(2))).orElseThrow();
    }

    /** SIGKILL to the JVM alone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM, as a normal stop. */
    boolean terminate() throws InterruptedException {
        process.destroy();
        return process.waitFor(30, TimeUnit.SECONDS);
    }

    static Path postgresDir(Path dir) {
        return dir.resolve("postgres");
    }

    static Path natsDir(Path dir) {
        return dir.resolve("nats");
    }

    public static void main(String[] args) throws Exception {
        Path dir = Path.of(args[0]);
        PostgresServer postgres = PostgresServer.start(postgresDir(dir));
        postgres.createDatabase("orphans", "orphans", "secret");
        NatsServer nats = NatsServer.start(NatsServer.Options.ofDefaults(natsDir(dir)));
        Path work = dir.resolve("ready.work");
        String all = postgres.port() + "\n" + postgres.pid() + "\n" + nats.pid() + "\n";
        Files.write(work, all.getBytes(StandardCharsets.UTF_8));
        Files.move(work, dir.resolve("ready"), StandardCopyOption.ATOMIC_MOVE);
        // Until the parent goes away or kills us.
        if (System.in.read() == -1) {
            System.exit(0);
        }
    }
}
