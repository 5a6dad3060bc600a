package dev.winnow.localservers;

import dev.winnow.localservers.LocalServerException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A PostgreSQL as a child process, listening on loopback only, with password authentication. Its
 * data directory has one user at a time; a server that a killed process left running there is
 * stopped first, and one that was killed itself recovers. Safe for use by several threads.
 */
public final class PostgresServer implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration ATTEMPTS_LIMIT = Duration.ofSeconds(20);

    /**
     * How to start it.
     *
     * @param dataDir holds the data, the superuser's password, the log and the lock
     * @param port on loopback; 0 means a free one. Default 0
     * @param fsync whether a commit is on the disk when it returns. Default on; off only for tests
     * @param stopAtExit whether a shutdown hook stops it; off for an owner with its own order of
     *     stopping. Default on
     */
    public record Options(Path dataDir, int port, boolean fsync, boolean stopAtExit) {
        public Options {
            dataDir = dataDir.toAbsolutePath().normalize();
        }

        public static Options ofDefaults(Path dataDir) {
            return new Options(dataDir, 0, true, true);
        }

        /**
         * For tests: without fsync, in a folder that is removed on close, or, with the server, at
         * the JVM's end.
         */
        public static Options temporary() {
            Path folder = TemporaryFolder.make("postgres", PostgresServer::endOrphans);
            return ofDefaults(folder).withFsync(false).withStopAtExit(false);
        }

        public Options withPort(int value) {
            return new Options(dataDir, value, fsync, stopAtExit);
        }

        public Options withFsync(boolean value) {
            return new Options(dataDir, port, value, stopAtExit);
        }

        public Options withStopAtExit(boolean value) {
            return new Options(dataDir, port, fsync, value);
        }
    }

    private final Options options;
    private final DirectoryLock lock;
    private final ProcessHandle postmaster;
    private final PostgresAdmin admin;
    private final int port;
    private final ExitHook hook;

    private PostgresServer(
            Options options,
            DirectoryLock lock,
            ProcessHandle postmaster,
            PostgresAdmin admin,
            int port) {
        this.options = options;
        this.lock = lock;
        this.postmaster = postmaster;
        this.admin = admin;
        this.port = port;
        this.hook = ExitHook.install(options.stopAtExit(), this::end);
    }

    /** Starts it with the defaults. */
    public static PostgresServer start(Path dataDir) {
        return start(Options.ofDefaults(dataDir));
    }

    /**
     * Starts the server, for the first time on new data, and returns when it takes connections.
     *
     * @throws LocalServerException when the directory or the port is in use, or it does not start
     */
    public static PostgresServer start(Options options) {
        return start(options, RunAs.choose(), CacheDirectory.path());
    }

    static PostgresServer start(Options options, RunAs runAs, Path cache) {
        DirectoryLock lock = DirectoryLock.take(options.dataDir());
        try {
            Path home = CacheDirectory.readableBy(runAs, cache);
            Path binaries = PostgresBinaries.unpacked(home);
            PostgresCluster cluster = new PostgresCluster(options.dataDir(), binaries, runAs);
            String password = cluster.prepare(options.fsync());
            endOrphans(options.dataDir());
            return launch(options, lock, cluster, runAs, password);
        } catch (IOException e) {
            lock.close();
            throw new LocalServerException(
                    Reason.DIRECTORY_UNUSABLE,
                    "PostgreSQL cannot use " + options.dataDir() + ": " + Problems.words(e),
                    e);
        } catch (LocalServerException e) {
            lock.close();
            throw e;
        }
    }

    /** Starts it again after {@link #kill} or {@link #stop}, on the same port and directory. */
    public PostgresServer restart() {
        stop();
        return start(options.withPort(port));
    }

    private static void endOrphans(Path dataDir) throws IOException {
        Path cluster = PostgresCluster.path(dataDir);
        if (Files.isDirectory(cluster)) {
            Postmaster.endOrphans(cluster);
        }
    }

    private static PostgresServer launch(
            Options options,
            DirectoryLock lock,
            PostgresCluster cluster,
            RunAs runAs,
            String password)
            throws IOException {
        long end = System.nanoTime() + ATTEMPTS_LIMIT.toNanos();
        while (true) {
            int port = options.port() == 0 ? freePort() : options.port();
            try {
                ProcessHandle postmaster = launch(options, cluster, runAs, port);
                PostgresAdmin admin = new PostgresAdmin(port, PostgresCluster.SUPERUSER, password);
                return new PostgresServer(options, lock, postmaster, admin, port);
            } catch (LocalServerException e) {
                // PostgreSQL cannot choose a port itself: another process may have been quicker.
                boolean again = e.reason() == Reason.PORT_IN_USE && options.port() == 0;
                if (!again || System.nanoTime() - end >= 0) {
                    throw e;
                }
            }
        }
    }

    private static ProcessHandle launch(
            Options options, PostgresCluster cluster, RunAs runAs, int port) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(cluster.program("postgres").toString());
        command.addAll(List.of("-D", cluster.path().toString()));
        PostgresSettings.all(port, options.fsync())
                .forEach(setting -> command.addAll(List.of("-c", setting)));
        Process process = ChildProcess.start(runAs.command(command), cluster.log());
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() - end < 0) {
            Optional<ProcessHandle> ready = Postmaster.ready(cluster.path());
            if (ready.isPresent()) {
                return ready.get();
            }
            if (ChildProcess.waitForEnd(process.toHandle(), Duration.ofMillis(10))) {
                throw ended(cluster.log(), port);
            }
        }
        ChildProcess.end(process.toHandle(), Duration.ofSeconds(10));
        throw new LocalServerException(
                Reason.DID_NOT_START, "PostgreSQL was not ready within " + START_LIMIT);
    }

    private static LocalServerException ended(Path log, int port) {
        String text = ChildProcess.tail(log);
        if (text.contains("Address already in use")) {
            return new LocalServerException(
                    Reason.PORT_IN_USE,
                    "PostgreSQL does not start: port " + port + " is in use by another process");
        }
        String line = ChildProcess.tellingLine(text, "FATAL:", "PANIC:", "error:");
        return new LocalServerException(
                Reason.DID_NOT_START,
                "PostgreSQL does not start: "
                        + line.replaceFirst("^.*?(FATAL|PANIC|error):\\s*", ""));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * Makes the role and its database, or, when they are there, sets the role's password. The role
     * owns the database and has no other rights; other roles cannot connect to it.
     *
     * @param name and user: lower-case letters, digits and {@code _}
     * @return the database's JDBC address
     * @throws SQLException when the server refuses
     */
    public String createDatabase(String name, String user, String password) throws SQLException {
        return admin.createDatabase(name, user, password);
    }

    /** The JDBC address of a database, without user and password. */
    public String jdbcUrl(String database) {
        return PostgresAdmin.url(port, database);
    }

    public int port() {
        return port;
    }

    public long pid() {
        return postmaster.pid();
    }

    public boolean running() {
        return ChildProcess.running(postmaster);
    }

    /** SIGKILL, as in a crash; what was committed survives. The directory is free then. */
    public void kill() {
        ChildProcess.kill(postmaster);
        lock.close();
        hook.remove();
    }

    /** SIGSTOP for the main process: no new connections; those that are open still answer. */
    public void pause() {
        ChildProcess.signal(postmaster, "STOP");
    }

    public void resume() {
        ChildProcess.signal(postmaster, "CONT");
    }

    /** A fast, clean stop. Does nothing when it is not running. */
    public void stop() {
        end();
        hook.remove();
    }

    private void end() {
        Postmaster.stop(postmaster);
        lock.close();
    }

    /** Stops it for good: a temporary folder goes. */
    @Override
    public void close() {
        stop();
        TemporaryFolder.remove(options.dataDir());
    }
}
