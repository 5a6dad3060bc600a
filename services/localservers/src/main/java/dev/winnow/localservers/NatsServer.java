package dev.winnow.localservers;

import dev.winnow.localservers.LocalServerException.Reason;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A nats-server with JetStream as a child process, listening on loopback. Its store directory has
 * one user at a time; a server that a killed process left running there is stopped first. Safe for
 * use by several threads.
 */
public final class NatsServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NatsServer.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final Pattern CLIENTS = Pattern.compile("\"(?:nats|tls)://[^\"]*:(\\d+)\"");
    private static final Pattern MONITORING = Pattern.compile("\"(http://[^\"]*:\\d+)\"");

    /**
     * How to start it.
     *
     * @param binary the program, usually {@link NatsServerBinary#find()}
     * @param port on loopback; 0 means a free one
     * @param storeDir holds JetStream's data, the log and the lock
     * @param configFile settings beside those that are given here, which win
     * @param arguments more arguments, the last word
     * @param stopAtExit whether a shutdown hook stops it; off for an owner with its own order of
     *     stopping. Default on
     */
    public record Options(
            Path binary,
            int port,
            Path storeDir,
            Optional<Path> configFile,
            List<String> arguments,
            boolean stopAtExit) {

        public Options {
            binary = binary.toAbsolutePath();
            storeDir = storeDir.toAbsolutePath().normalize();
            arguments = List.copyOf(arguments);
        }

        /** The program that is found, a free port, no file. */
        public static Options ofDefaults(Path storeDir) {
            return new Options(
                    NatsServerBinary.find(), 0, storeDir, Optional.empty(), List.of(), true);
        }

        /**
         * For tests: in a folder that is removed on close, or, with the server, at the JVM's end.
         */
        public static Options temporary() {
            return ofDefaults(TemporaryFolder.make("nats", NatsServer::endOrphans))
                    .withStopAtExit(false);
        }

        public Options withPort(int value) {
            return new Options(binary, value, storeDir, configFile, arguments, stopAtExit);
        }

        public Options withConfigFile(Path value) {
            return new Options(binary, port, storeDir, Optional.of(value), arguments, stopAtExit);
        }

        public Options withArguments(List<String> value) {
            return new Options(binary, port, storeDir, configFile, value, stopAtExit);
        }

        public Options withStopAtExit(boolean value) {
            return new Options(binary, port, storeDir, configFile, arguments, value);
        }
    }

    private final Options options;
    private final DirectoryLock lock;
    private final Process process;
    private final int port;
    private final Optional<String> monitoringUrl;
    private final ExitHook hook;

    private NatsServer(Options options, DirectoryLock lock, Process process, String ports) {
        this.options = options;
        this.lock = lock;
        this.process = process;
        this.port = Integer.parseInt(first(CLIENTS, ports).orElseThrow());
        this.monitoringUrl = first(MONITORING, ports);
        this.hook = ExitHook.install(options.stopAtExit(), this::end);
    }

    /**
     * Starts the server and returns when it takes connections.
     *
     * @throws LocalServerException when the directory or the port is in use, or it does not start
     */
    public static NatsServer start(Options options) {
        DirectoryLock lock = DirectoryLock.take(options.storeDir());
        try {
            endOrphans(options.storeDir());
            return launch(options, lock);
        } catch (IOException e) {
            lock.close();
            throw new LocalServerException(
                    Reason.DID_NOT_START, "nats-server does not start: " + Problems.words(e), e);
        } catch (LocalServerException e) {
            lock.close();
            throw e;
        }
    }

    /** Starts it again after {@link #kill} or {@link #stop}, on the same port and directory. */
    public NatsServer restart() {
        stop();
        return start(options.withPort(port));
    }

    private static void endOrphans(Path storeDir) {
        for (ProcessHandle orphan :
                ChildProcess.find(
                        "nats-server", args -> args.contains(storeDirArgument(storeDir)))) {
            LOG.info("stopping nats-server {} that an earlier process left", orphan.pid());
            ChildProcess.end(orphan, STOP_LIMIT);
        }
    }

    private static NatsServer launch(Options options, DirectoryLock lock) throws IOException {
        Path run = Files.createDirectories(options.storeDir().resolve("run"));
        deletePortsFiles(run);
        Path log = options.storeDir().resolve("nats-server.log");
        Process process = ChildProcess.start(command(options, run), log);
        try {
            String ports = awaitPorts(process, run, log, options);
            return new NatsServer(options, lock, process, ports);
        } catch (IOException | LocalServerException e) {
            ChildProcess.kill(process.toHandle());
            throw e;
        }
    }

    private static List<String> command(Options options, Path run) {
        List<String> command = new ArrayList<>();
        command.add(options.binary().toString());
        options.configFile()
                .ifPresent(file -> command.addAll(List.of("--config", file.toString())));
        command.addAll(List.of("--addr", "127.0.0.1"));
        // -1 lets the server itself choose, so that no other process can take the port meanwhile.
        command.addAll(
                List.of("--port", String.valueOf(options.port() == 0 ? -1 : options.port())));
        command.addAll(List.of("--jetstream", storeDirArgument(options.storeDir())));
        command.addAll(List.of("--ports_file_dir", run.toString()));
        command.addAll(List.of("--pid", options.storeDir().resolve("nats-server.pid").toString()));
        command.addAll(options.arguments());
        return command;
    }

    /** One argument, by which an orphan on this very directory is known again. */
    private static String storeDirArgument(Path storeDir) {
        return "--store_dir=" + storeDir;
    }

    /** Before the server starts: one left by a killed server may have the name of the new one's. */
    private static void deletePortsFiles(Path run) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(run, "*.ports")) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static String awaitPorts(Process process, Path run, Path log, Options options)
            throws IOException {
        // The server writes this file once it listens, and names it after its process.
        Path file = run.resolve("nats-server_" + process.pid() + ".ports");
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() - end < 0) {
            if (Files.exists(file)) {
                String ports = Files.readString(file);
                if (first(CLIENTS, ports).isPresent()) {
                    return ports;
                }
            }
            if (ChildProcess.waitForEnd(process.toHandle(), Duration.ofMillis(5))) {
                throw ended(log, options);
            }
        }
        throw new LocalServerException(
                Reason.DID_NOT_START, "nats-server was not ready within " + START_LIMIT);
    }

    private static Optional<String> first(Pattern pattern, String ports) {
        Matcher found = pattern.matcher(ports);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static LocalServerException ended(Path log, Options options) {
        String line = ChildProcess.tellingLine(ChildProcess.tail(log), "[FTL]", "nats-server:");
        return new LocalServerException(
                line.contains("address already in use") ? Reason.PORT_IN_USE : Reason.DID_NOT_START,
                "nats-server does not start"
                        + options.configFile().map(file -> " with " + file).orElse("")
                        + ": "
                        + line.replaceFirst("^.*\\[FTL\\] |^nats-server: ", ""));
    }

    /** The address for clients. */
    public String url() {
        return "nats://127.0.0.1:" + port;
    }

    /** The address for HTTP monitoring, when {@code --http_port} is among the arguments. */
    public Optional<String> monitoringUrl() {
        return monitoringUrl;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public boolean running() {
        return ChildProcess.running(process.toHandle());
    }

    /** SIGKILL: what it had not yet written is lost, as in a crash. The directory is free then. */
    public void kill() {
        ChildProcess.kill(process.toHandle());
        lock.close();
        hook.remove();
    }

    /** SIGSTOP: its connections stay open, and nothing is answered until {@link #resume}. */
    public void pause() {
        ChildProcess.signal(process.toHandle(), "STOP");
    }

    public void resume() {
        ChildProcess.signal(process.toHandle(), "CONT");
    }

    /**
     * Tells the server to see its clients off: it takes no new ones, tells those it has, hands over
     * its leaderships, cuts the clients off one by one after its grace period, and ends.
     */
    public void lameDuck() {
        ChildProcess.signal(process.toHandle(), "USR2");
    }

    /** A clean stop, of at most ten seconds; then SIGKILL. Does nothing when it is not running. */
    public void stop() {
        end();
        hook.remove();
    }

    private void end() {
        ChildProcess.end(process.toHandle(), STOP_LIMIT);
        lock.close();
    }

    /** Stops it for good: a temporary folder goes. */
    @Override
    public void close() {
        stop();
        TemporaryFolder.remove(options.storeDir());
    }
}
