package dev.winnow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command line as a process of its own, with its output in files. */
final class CliProcess implements AutoCloseable {
    private static final long LIMIT_SECONDS = 300;

    private final Process process;
    private final Path out;
    private final Path err;

    private CliProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** The project's folder: tests run in the module's. */
    static Path home() {
        return Path.of("..", "..").toAbsolutePath().normalize();
    }

    static CliProcess start(Path folder, String... arguments) throws IOException {
        return start(folder, Map.of(), arguments);
    }

    static CliProcess start(Path folder, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        // Each lives for seconds.
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.winnow.cli.Winnow"));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("WINNOW_HOME", home().toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("WINNOW_NATS_URL"));
        builder.environment().putAll(environment);
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        return new CliProcess(builder.start(), out, err);
    }

    /** What a finished run said. */
    record Finished(int exitCode, String out, String err) {}

    static Finished run(Path folder, String... arguments) throws IOException, InterruptedException {
        try (CliProcess process = start(folder, arguments)) {
            return process.await();
        }
    }

    Finished await() throws IOException {
        if (!waitFor(LIMIT_SECONDS)) {
            throw new AssertionError("still running: " + out() + err());
        }
        return new Finished(process.exitValue(), out(), err());
    }

    String out() throws IOException {
        return Files.readString(out);
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL, to the process alone or to all it has started, too. */
    void kill(boolean withServers) {
        List<ProcessHandle> servers = process.descendants().toList();
        process.destroyForcibly();
        if (withServers) {
            servers.forEach(ProcessHandle::destroyForcibly);
        }
        if (!waitFor(LIMIT_SECONDS)) {
            throw new AssertionError("it does not die");
        }
    }

    /** SIGKILL to those that it has started with this argument. */
    void killServers(String argument) {
        process.descendants()
                .filter(server ->
                        List.of(server.info().arguments().orElse(new String[0])).contains(argument))
                .forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        process.destroy();
        if (!waitFor(60)) {
            process.destroyForcibly();
        }
    }

    private boolean waitFor(long seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
