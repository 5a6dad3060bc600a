package dev.winnow.localservers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL's main process, as its file {@code postmaster.pid} and the system tell of it. */
final class Postmaster {
    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final String FILE = "postmaster.pid";

    private static final int STATUS_LINE = 7;
    private static final Duration FAST = Duration.ofSeconds(30);
    private static final Duration BACKENDS = Duration.ofSeconds(5);
    private static final Duration IMMEDIATE = Duration.ofSeconds(10);

    private Postmaster() {}

    /** The process, once it takes connections. */
    static Optional<ProcessHandle> ready(Path cluster) throws IOException {
        List<String> lines = lines(cluster);
        if (lines.size() <= STATUS_LINE || !lines.get(STATUS_LINE).startsWith("ready")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
    }

    private static List<String> lines(Path cluster) throws IOException {
        try {
            return Files.readAllLines(cluster.resolve(FILE));
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /**
     * Ends what an earlier process left running on this cluster: the main process, and backends
     * that outlive it by a moment when it is killed.
     */
    static void endOrphans(Path cluster) throws IOException {
        for (ProcessHandle orphan : orphans(cluster)) {
            // Only the main process keeps its command line; the others show what they do.
            if (List.of(orphan.info().arguments().orElse(new String[0])).contains("-D")) {
                LOG.info("stopping PostgreSQL {} that an earlier process left", orphan.pid());
                stop(orphan);
            }
        }
        for (ProcessHandle backend : orphans(cluster)) {
            if (!ChildProcess.waitForEnd(backend, BACKENDS)) {
                ChildProcess.kill(backend);
            }
        }
        // No process of this cluster is left. The file of a killed one would keep the new one from
        // starting if its process id belonged to somebody else by now.
        Files.deleteIfExists(cluster.resolve(FILE));
    }

    /**
     * They are known by their program and by their working directory, which is the cluster; a
     * process id alone may belong to anyone by now.
     */
    private static List<ProcessHandle> orphans(Path cluster) throws IOException {
        Path real = cluster.toRealPath();
        return ProcessHandle.allProcesses()
                .filter(handle ->
                        handle.info()
                                .command()
                                .filter(command -> Path.of(command).endsWith("postgres"))
                                .isPresent())
                .filter(handle -> worksIn(handle, real))
                .toList();
    }

    private static boolean worksIn(ProcessHandle handle, Path folder) {
        Path link = Path.of("/proc", String.valueOf(handle.pid()), "cwd");
        try {
            return Files.readSymbolicLink(link).equals(folder);
        } catch (IOException e) {
            return false; // gone meanwhile, or another user's
        }
    }

    /** A fast shutdown: open transactions are rolled back, nothing committed is lost. */
    static void stop(ProcessHandle postmaster) {
        if (signal(postmaster, "INT") && ChildProcess.waitForEnd(postmaster, FAST)) {
            return;
        }
        if (signal(postmaster, "QUIT") && ChildProcess.waitForEnd(postmaster, IMMEDIATE)) {
            return;
        }
        ChildProcess.kill(postmaster);
    }

    /** Java can send SIGTERM only, on which PostgreSQL waits for its clients to go. */
    private static boolean signal(ProcessHandle handle, String name) {
        if (!handle.isAlive()) {
            return true;
        }
        try {
            Process kill =
                    new ProcessBuilder("sh", "-c", "kill -" + name + " " + handle.pid())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return kill.waitFor(10, TimeUnit.SECONDS);
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ChildProcess.interrupted(e);
        }
    }
}
