package dev.winnow.cli.local;

import dev.winnow.cli.console.CommandFailure;
import dev.winnow.cli.console.ExitCode;
import dev.winnow.cli.console.Steps;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.RawReply;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Telemetry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a Winnow that works: one that is there already, or one of its own, which ends
 * with the session.
 */
public final class Session implements AutoCloseable {
    private static final ServiceInfo INFO =
            new ServiceInfo("winnow-cli", "0.1.0", "The command line", Map.of());
    private static final List<String> SERVICES = List.of("applications", "watchlist", "screening");
    private static final Duration STARTING = Duration.ofSeconds(30);
    private static final Duration PING = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Messaging messaging;
    private final boolean local;
    private final @Nullable LocalWinnow own;

    private Session(Messaging messaging, boolean local, @Nullable LocalWinnow own) {
        this.messaging = messaging;
        this.local = local;
        this.own = own;
    }

    /** A bare connection, for commands that need no services. */
    public static Messaging connect(NatsConfig nats) {
        return Messaging.connect(nats, INFO, Telemetry.none());
    }

    /** Uses the Winnow behind a NATS that the person has named. */
    public static Session remote(NatsConfig nats) {
        return verified(nats, false, () -> "at " + String.join(",", nats.urls()));
    }

    /**
     * Uses the Winnow that runs on the data directory, else starts one on free ports.
     *
     * @param beforeStart is called when one has to be started, before anything else
     */
    public static Session local(DataDirectory data, Steps steps, Runnable beforeStart)
            throws Exception {
        Optional<DataLock> lock = DataLock.take(data);
        if (lock.isPresent()) {
            return start(data, lock.get(), steps, beforeStart);
        }
        RunFile running = awaitRunFile(data);
        if (running.temporary()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "process "
                            + running.pid()
                            + " is screening a file on "
                            + data.path()
                            + "; wait for it, give another --data, or let `winnow up` run for"
                            + " both");
        }
        steps.say("using the Winnow that runs on " + data.path() + " (" + running.nats() + ")");
        return verified(
                NatsTarget.patient(running.nats().split(",")),
                true,
                () -> "on " + data.path() + ", where process " + running.pid() + " runs");
    }

    private static Session start(
            DataDirectory data, DataLock lock, Steps steps, Runnable beforeStart) throws Exception {
        beforeStart.run();
        steps.say("starting Winnow on " + data.path());
        long start = System.nanoTime();
        LocalWinnow own = LocalWinnow.start(Plan.temporary(data), lock, steps::step);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(own, steps), "stop-winnow"));
        steps.done("started", Duration.ofNanos(System.nanoTime() - start));
        try {
            return new Session(connect(own.nats()), true, own);
        } catch (RuntimeException e) {
            own.close();
            throw e;
        }
    }

    /** When the command has ended by itself, there is nothing left to stop. */
    private static void stop(LocalWinnow own, Steps steps) {
        if (!own.isClosed()) {
            steps.say("stopping; the same command goes on from here");
            own.close();
        }
    }

    /** A Winnow that is still starting has the lock already, and no run file yet. */
    private static RunFile awaitRunFile(DataDirectory data)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < STARTING.toNanos()) {
            Optional<RunFile> found = RunFile.read(data);
            if (found.isPresent()) {
                return found.get();
            }
            Thread.sleep(PAUSE);
        }
        throw new CommandFailure(
                ExitCode.UNREACHABLE,
                data.path() + " is in use by another process, which does not say where it listens");
    }

    private interface Where {
        String words();
    }

    private static Session verified(NatsConfig nats, boolean local, Where where) {
        Messaging messaging = connect(nats);
        for (String service : SERVICES) {
            List<RawReply> answers =
                    messaging.raw().requestMany("$SRV.PING." + service, new byte[0], PING, 1);
            if (answers.isEmpty()) {
                messaging.close();
                throw new CommandFailure(
                        ExitCode.UNREACHABLE,
                        "the service " + service + " does not answer " + where.words());
            }
        }
        return new Session(messaging, local, null);
    }

    public Messaging messaging() {
        return messaging;
    }

    /** Whether the services see this machine's files and this data directory. */
    public boolean isLocal() {
        return local;
    }

    @Override
    public void close() {
        messaging.close();
        if (own != null) {
            own.close();
        }
    }
}
