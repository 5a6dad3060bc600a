package dev.winnow.cli.local;

import dev.winnow.cli.console.CommandFailure;
import dev.winnow.cli.console.ExitCode;
import dev.winnow.messaging.FanOut;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.NatsFiles;
import dev.winnow.messaging.NatsProvisioner;
import dev.winnow.messaging.config.Secret;
import dev.winnow.messaging.ops.Health;
import dev.winnow.messaging.ops.ProbeConfig;
import dev.winnow.messaging.ops.ProbeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole Winnow on this machine: servers, streams, services, probes. Started completely or not at
 * all; closing it drains the services first. Safe to close from a shutdown hook.
 */
public final class LocalWinnow implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalWinnow.class);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(20);

    private final Plan plan;
    private final DataLock lock;
    private final LocalServers servers;
    private final Health health = Health.starting();
    private final LocalServices services = new LocalServices(health);
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable ProbeServer probes;
    private @Nullable NatsConfig nats;

    private LocalWinnow(Plan plan, DataLock lock) {
        this.plan = plan;
        this.lock = lock;
        this.servers = new LocalServers(plan.data());
    }

    /**
     * Starts everything; returns when applications can be submitted.
     *
     * @param lock of the plan's data directory; it is given back when this is closed
     */
    public static LocalWinnow start(Plan plan, DataLock lock, Phases phases) throws Exception {
        LocalWinnow winnow = new LocalWinnow(plan, lock);
        try {
            winnow.startAll(phases);
            return winnow;
        } catch (Exception e) {
            winnow.close();
            throw e;
        }
    }

    private void startAll(Phases phases) throws Exception {
        // The port first: when it is taken, nothing has been started for nothing.
        ProbeServer started =
                ProbeServer.start(
                        new ProbeConfig("127.0.0.1", plan.httpPort()), health, services::metrics);
        probes = started;
        AtomicReference<@Nullable Databases> databases = new AtomicReference<>();
        List<Callable<Boolean>> work =
                List.of(
                        () -> {
                            nats = startNats(phases);
                            return true;
                        },
                        () -> {
                            databases.set(startDatabases(phases));
                            return true;
                        });
        FanOut.failFast(work.size(), work);
        services.start(
                new LocalServices.Given(
                        requireStarted(nats),
                        requireStarted(databases.get()),
                        roots(),
                        velocitySecret()),
                phases);
        health.started();
        new RunFile(
                        ProcessHandle.current().pid(),
                        natsUrl(),
                        started.port(),
                        plan.temporary(),
                        Instant.now())
                .write(plan.data());
    }

    private NatsConfig startNats(Phases phases) throws Exception {
        NatsFiles files = NatsFiles.ofClasspath();
        Optional<NatsConfig> given = plan.nats();
        NatsConfig config =
                given.isPresent()
                        ? given.get()
                        : phases.time(
                                "nats-server",
                                () -> servers.startNats(plan.natsPort(), plan.natsNodes(), files));
        phases.time("streams", () -> NatsProvisioner.apply(config, files));
        return config;
    }

    private Databases startDatabases(Phases phases) throws Exception {
        Optional<Databases> given = plan.databases();
        return given.isPresent() ? given.get() : phases.time("postgresql", servers::startPostgres);
    }

    private Secret velocitySecret() throws IOException {
        Optional<Secret> given = plan.velocitySecret();
        return given.isPresent() ? given.get() : Passwords.of(plan.data()).secretOfVelocity();
    }

    private List<Path> roots() throws IOException {
        List<Path> roots = new ArrayList<>(plan.loadRoots());
        // The real path: links are followed before a list's place is tested against its root.
        roots.add(Files.createDirectories(plan.data().lists()).toRealPath());
        return roots;
    }

    private static <T> T requireStarted(@Nullable T started) {
        if (started == null) {
            throw new CommandFailure(ExitCode.FAILED, "a server did not say that it had started");
        }
        return started;
    }

    /** The address for clients. */
    public String natsUrl() {
        return String.join(",", requireStarted(nats).urls());
    }

    /** How to reach its NATS. */
    public NatsConfig nats() {
        return requireStarted(nats);
    }

    /** The port of the probes, on loopback. */
    public int httpPort() {
        return requireStarted(probes).port();
    }

    /** Whether it has been told to stop. */
    boolean isClosed() {
        return closed.get();
    }

    /** Drains and stops everything; the second time it does nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try (lock;
                servers;
                services) {
            RunFile.remove(plan.data());
            services.drain(DRAIN_LIMIT);
        } catch (IOException e) {
            LOG.warn("could not tidy up {}", plan.data().path(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ProbeServer started = probes;
            if (started != null) {
                started.close();
            }
        }
    }
}
