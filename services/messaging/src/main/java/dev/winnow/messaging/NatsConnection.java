package dev.winnow.messaging;

import dev.winnow.messaging.ops.MeterNames;
import dev.winnow.messaging.ops.Telemetry;
import dev.winnow.messaging.wire.HeaderBlock;
import dev.winnow.messaging.wire.Inbound;
import dev.winnow.messaging.wire.Wire;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one guarded connection to NATS and the threads beside it. Safe to share. */
final class NatsConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NatsConnection.class);

    /** The longest that what was published waits for a virtual thread to write it. */
    private static final long STARVED_MILLIS = 50;

    private final String servers;
    private final ConnectionGuard guard;
    private final GuardedExecutor tasks;
    private final GuardedExecutor reader;
    private final GuardedExecutor writer;
    private final ScheduledThreadPoolExecutor timer;
    private final Future<?> starvedWrites;
    private final ExecutorService virtualThreads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Consumer<ConnectionState>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean lost = new AtomicBoolean();
    private final PatientServers pool = new PatientServers();
    private final LameDuck lameDuck = new LameDuck();
    private final SilentLine silentLine = new SilentLine();
    private final Wire wire = new Wire();
    private final Counter reconnects;
    private volatile BooleanSupplier busy = () -> false;
    private final Connection jnats;

    /**
     * Connects.
     *
     * @throws NatsUnreachableException when no server answers, or refuses
     */
    NatsConnection(NatsConfig config, String name, Telemetry telemetry) {
        servers = NatsOptions.printable(config.urls());
        guard = new ConnectionGuard(telemetry.meters().counter(MeterNames.READER_FAILURES));
        reconnects = telemetry.meters().counter(MeterNames.RECONNECTS);
        tasks = new GuardedExecutor("nats-" + name, NatsConnection::taskDied);
        reader = new GuardedExecutor("nats-reader-" + name, guard);
        writer = new GuardedExecutor("nats-writer-" + name, guard);
        timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("nats-timer-" + name).factory());
        timer.setRemoveOnCancelPolicy(true);
        // Whatever handlers do: leases, pulls and answers leave.
        starvedWrites =
                timer.scheduleWithFixedDelay(
                        wire::writeNow, STARVED_MILLIS, STARVED_MILLIS, TimeUnit.MILLISECONDS);
        jnats = connect(config, name);
        guard.attach(jnats);
        pool.attach(jnats);
        Gauge.builder(
                        MeterNames.CONNECTED,
                        this,
                        c -> c.state() == ConnectionState.CONNECTED ? 1 : 0)
                .register(telemetry.meters());
    }

    private Connection connect(NatsConfig config, String name) {
        try {
            Options options =
                    NatsOptions.build(
                            NatsOptions.of(config, name, wire),
                            tasks,
                            reader,
                            writer,
                            this::on,
                            pool);
            Connection made = Nats.connect(options);
            wire.open();
            return made;
        } catch (AuthenticationException e) {
            shutDownThreads();
            throw unreachable("the server refuses the login", e, config);
        } catch (IOException | IllegalArgumentException e) {
            shutDownThreads();
            throw unreachable("none answers", e, config);
        } catch (InterruptedException e) {
            shutDownThreads();
            Thread.currentThread().interrupt();
            throw new NatsUnreachableException("interrupted while connecting to " + servers, e);
        }
    }

    private NatsUnreachableException unreachable(String why, Exception e, NatsConfig config) {
        // The library's messages repeat the addresses, and those may hold a password.
        boolean secret = config.urls().stream().anyMatch(url -> url.contains("@"));
        return new NatsUnreachableException(
                "no NATS server can be reached at " + servers + ": " + why, secret ? null : e);
    }

    /** Whether the server is one of a cluster. */
    boolean clustered() {
        return jnats.getServerInfo().getCluster() != null;
    }

    /** The library's connection; for this package only. */
    Connection jnats() {
        return jnats;
    }

    /** The short way for subscriptions and publishes of the runtime's own. */
    Wire wire() {
        return wire;
    }

    /** One shared timer thread; what runs on it must not block. */
    ScheduledExecutorService timer() {
        return timer;
    }

    /** Something should have come and did not: a line that is dead is made again. At once. */
    void suspectSilence() {
        silentLine.begin(jnats);
    }

    /** A new virtual thread for each task; whoever submits bounds how many. */
    ExecutorService virtualThreads() {
        return virtualThreads;
    }

    /** Says when leaving this server for another one would cost somebody an answer. */
    void busyWhile(BooleanSupplier condition) {
        busy = condition;
    }

    ConnectionState state() {
        return switch (jnats.getStatus()) {
            case CONNECTED -> ConnectionState.CONNECTED;
            case CLOSED -> ConnectionState.CLOSED;
            default -> ConnectionState.RECONNECTING;
        };
    }

    /**
     * Told each change of state, in order, on a thread of the connection; must not block. CONNECTED
     * comes when the subscriptions are in force again.
     */
    void onState(Consumer<ConnectionState> listener) {
        listeners.add(listener);
    }

    /** Is not told any longer. */
    void forget(Consumer<ConnectionState> listener) {
        listeners.remove(listener);
    }

    /**
     * Queues a message for sending. The thread may be interrupted.
     *
     * @throws IllegalStateException when it cannot be sent: no connection, or too much is waiting
     * @throws IllegalArgumentException when it is larger than the server takes
     */
    void publish(byte[] subject, byte[] replyTo, @Nullable HeaderBlock headers, byte[] body) {
        requireFits(headers, body);
        wire.publish(subject, replyTo, headers, body);
    }

    /** Answers a message; as {@link #publish(byte[], byte[], HeaderBlock, byte[])}. */
    void reply(Inbound to, @Nullable HeaderBlock headers, byte[] body) {
        requireFits(headers, body);
        wire.reply(to, headers, body);
    }

    /** What was answered on the reading thread leaves also when handlers keep all processors. */
    void hurry() {
        wire.hurry();
    }

    /**
     * The server would end the connection of whoever sends it more.
     *
     * @throws IllegalArgumentException when it is larger than the server takes
     */
    void requireFits(@Nullable HeaderBlock headers, byte[] body) {
        long most = jnats.getMaxPayload();
        int size = body.length + (headers == null ? 0 : headers.length());
        if (most > 0 && size > most) {
            throw new IllegalArgumentException(
                    "it has " + size + " bytes, and the server takes " + most);
        }
    }

    /** Waits until the server has seen everything sent before; false when that took too long. */
    boolean flush(Duration limit) {
        try {
            Deadline deadline = Deadline.after(limit);
            if (!wire.flush(limit)) {
                return false;
            }
            jnats.flush(deadline.remaining().plusNanos(1)); // zero would mean for ever
            return true;
        } catch (TimeoutException | IllegalStateException e) {
            LOG.debug("flush", e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void on(Connection from, ConnectionListener.Events event) {
        switch (event) {
            case DISCONNECTED -> {
                // Comes again for each attempt that fails.
                if (lost.compareAndSet(false, true)) {
                    LOG.warn("lost the connection to NATS at {}", servers);
                }
                wire.lost();
                tell(ConnectionState.RECONNECTING);
            }
            case RESUBSCRIBED -> {
                lost.set(false);
                if (jnats.getStatus() == Connection.Status.CONNECTED) {
                    wire.open();
                }
                reconnects.increment();
                LOG.info("connected to NATS again");
                tell(ConnectionState.CONNECTED);
            }
            case CLOSED -> {
                wire.lost();
                if (guard.isWanted()) {
                    LOG.error("the connection to NATS was given up; restart the service");
                }
                tell(ConnectionState.CLOSED);
            }
            case LAME_DUCK -> lameDuck.leave(from, () -> busy.getAsBoolean());
            default -> LOG.debug("{}", event);
        }
    }

    private void tell(ConnectionState state) {
        for (Consumer<ConnectionState> listener : listeners) {
            try {
                listener.accept(state);
            } catch (RuntimeException e) {
                LOG.error("a listener for the state of the connection failed", e);
            }
        }
    }

    private static void taskDied(GuardedExecutor executor, long run, Throwable cause) {
        LOG.error("task {} of {} died", run, executor.name(), cause);
    }

    @Override
    public void close() {
        if (timer.isShutdown()) {
            return;
        }
        guard.close();
        try {
            jnats.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        shutDownThreads();
    }

    private void shutDownThreads() {
        guard.close();
        starvedWrites.cancel(false);
        timer.shutdownNow();
        tasks.shutdown();
        reader.shutdown();
        writer.shutdown();
        virtualThreads.shutdown();
        wire.close();
    }
}
