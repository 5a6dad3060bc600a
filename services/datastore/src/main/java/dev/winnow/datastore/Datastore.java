package dev.winnow.datastore;

import dev.winnow.messaging.Deadline;
import dev.winnow.messaging.EventHandler;
import dev.winnow.messaging.EventPublisher;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.ops.Telemetry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Main entry point: one service's database, with its connection pools, transactions, outbox and
 * inbox. Safe to share between threads; a transaction belongs to the thread that opened it.
 */
public final class Datastore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Datastore.class);
    private static final int BACKGROUND_CONNECTIONS = 2;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final Duration HEALTH_LIMIT = Duration.ofSeconds(1);

    private final String service;
    private final Pool mainPool;
    private final Pool backgroundPool;
    private final Optional<Pool> replicaPool;
    private final Transactions main;
    private final Transactions background;
    private final Optional<Transactions> replica;
    private final int outboxLimit;
    private final Outbox outbox;
    private final Inbox inbox;
    private final Timers timers;
    private final TimerMeters timerMeters;
    private final TimerConfig timerConfig;
    private final AtomicReference<TimerLoop> timerLoop = new AtomicReference<>();
    private final RelayMeters relayMeters;
    private final Retention retention;
    private final AtomicReference<Relay> relay = new AtomicReference<>();

    private Datastore(
            String service, DatabaseConfig config, MeterRegistry meters, Internals internals) {
        this.service = service;
        Duration idle = config.idleInTransactionTimeout();
        mainPool =
                Pool.open(
                        service,
                        config.url(),
                        config,
                        config.maximumPoolSize(),
                        false,
                        idle,
                        meters,
                        internals.connections());
        // Apart, so that the outbox does not wait for a connection behind the service's own work.
        // The relay's transaction is idle while it waits for the streams' acknowledgements.
        backgroundPool =
                Pool.open(
                        service + "-background",
                        config.url(),
                        config,
                        BACKGROUND_CONNECTIONS,
                        false,
                        Relay.PUBLISH_LIMIT.multipliedBy(3),
                        meters,
                        internals.connections());
        replicaPool =
                config.replicaUrl()
                        .map(url ->
                                Pool.open(
                                        service + "-replica",
                                        url,
                                        config,
                                        config.maximumPoolSize(),
                                        true,
                                        idle,
                                        meters,
                                        internals.connections()));
        main = new Transactions(mainPool);
        background = new Transactions(backgroundPool);
        replica = replicaPool.map(Transactions::new);
        inbox =
                new Inbox(
                        service, main, config.inbox(), internals, new InboxMeters(service, meters));
        timers = new Timers(main, this::wakeTimers);
        timerMeters = new TimerMeters(service, meters);
        timerConfig = config.timers();
        relayMeters = new RelayMeters(service, meters);
        outboxLimit = config.outbox().limit();
        outbox =
                new Outbox(
                        main,
                        Clock.systemUTC(),
                        this::wakeRelay,
                        () -> relayMeters.pending() >= outboxLimit);
        retention = new Retention(service, background, config.eventRetention());
    }

    /**
     * Connects, and brings the schema up to date from {@code classpath:db/<service>}.
     *
     * @throws DatastoreException with one clear line when the database cannot be used
     */
    public static Datastore open(String service, DatabaseConfig config, Telemetry telemetry) {
        return open(service, config, telemetry, Internals.ofDefaults());
    }

    static Datastore open(
            String service, DatabaseConfig config, Telemetry telemetry, Internals internals) {
        new Schema(service, config).migrate();
        Datastore datastore = new Datastore(service, config, telemetry.meters(), internals);
        datastore.retention.start();
        return datastore;
    }

    /**
     * Does the work in a transaction: a new one, or the one that this thread is already in. Commits
     * when the work returns, rolls back when it throws. Statements get no more time than the
     * current deadline leaves.
     *
     * @throws DatastoreException when the database does not do it; with {@code DeadlineExceeded}
     *     nothing is kept
     */
    public <T> T transact(Supplier<T> work) {
        return main.transact(work);
    }

    /** As {@link #transact}, for work without a result. */
    public void transactVoid(Runnable work) {
        main.transact(() -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    /**
     * Gives the work the current transaction's handle, or that of a transaction of its own. For
     * {@code adapter.out.jdbi} only.
     */
    public <T> T sql(Function<Handle, T> work) {
        return main.sql(work);
    }

    /**
     * Reads from the replica, if one is configured, which may lag; otherwise, and inside a
     * transaction, as {@link #sql}.
     */
    public <T> T query(Function<Handle, T> work) {
        return main.current().isPresent() || replica.isEmpty()
                ? main.sql(work)
                : replica.get().sql(work);
    }

    /** How many deliveries wait for a group. */
    int waitingForGroup() {
        return inbox.waiting();
    }

    public Outbox outbox() {
        return outbox;
    }

    /**
     * Makes a handler's effect happen once for each event, however often it is delivered, also to
     * several instances at the same time. An outcome other than done, and any exception, undoes the
     * effect, so that the next delivery starts afresh. Deliveries that wait at the same moment may
     * share a transaction, see {@link TransactionalHandler}.
     *
     * @param consumer the durable consumer, in whose name the event is remembered
     */
    public <E> EventHandler<E> once(String consumer, TransactionalHandler<E> handler) {
        return inbox.once(consumer, handler);
    }

    /**
     * Starts publishing what is, and comes, into the outbox: what is committed here within
     * milliseconds, what was left by a crash within seconds. At most once.
     */
    public void startRelay(EventPublisher publisher) {
        RelayPass pass = new RelayPass(background, publisher);
        Relay started = new Relay(service, background, pass, relayMeters, outboxLimit);
        if (!relay.compareAndSet(null, started)) {
            throw new IllegalStateException("the relay has been started before");
        }
        started.start();
    }

    /**
     * Answers {@code winnow outbox}: how much waits, and which published events their stream has
     * lost. Before the messaging is started.
     */
    public void answerOutbox(Messaging messaging) {
        OutboxEndpoints.register(service, main, messaging);
    }

    private void wakeRelay() {
        Relay started = relay.get();
        if (started != null) {
            started.wake();
        }
    }

    /**
     * Stops publishing when the outbox is empty or the time is up; what is left is published after
     * the next start. Call it while the publisher still works.
     */
    public void stopRelay(Duration limit) {
        Relay started = relay.get();
        if (started != null) {
            started.stop(limit);
        }
    }

    public Timers timers() {
        return timers;
    }

    /** Starts firing the timers of the kinds that have a handler. At most once. */
    public void startTimers() {
        Map<String, TimerHandler> handlers = timers.handlers();
        TimerRun run = new TimerRun(main, timerConfig, handlers, timerMeters);
        TimerLoop started =
                new TimerLoop(service, main, timerConfig, run, handlers.keySet(), timerMeters);
        if (!timerLoop.compareAndSet(null, started)) {
            throw new IllegalStateException("timers have been started before");
        }
        started.start();
    }

    private void wakeTimers() {
        TimerLoop started = timerLoop.get();
        if (started != null) {
            started.wake();
        }
    }

    /** Fires no more, and waits for those at work, which are interrupted after the limit. */
    public void stopTimers(Duration limit) {
        TimerLoop started = timerLoop.get();
        if (started != null) {
            started.stop(limit);
        }
    }

    /** Deletes events past their time now, instead of within the minute. */
    int deleteOldEvents() {
        return retention.sweep();
    }

    /** Whether the database answers within a second. For readiness. */
    public boolean healthy() {
        try {
            return Deadline.after(HEALTH_LIMIT)
                    .call(() ->
                            background.sql(
                                    h -> h.createQuery("SELECT true").mapTo(Boolean.class).one()));
        } catch (Exception e) {
            LOG.debug("{}: the database does not answer", service, e);
            return false;
        }
    }

    /**
     * Why nothing could be published for more than five seconds; empty when all is well, or the
     * relay has not been started. For readiness.
     */
    public Optional<String> outboxProblem() {
        Relay started = relay.get();
        return started == null ? Optional.empty() : started.problem();
    }

    /** Stops timers and relay, giving each five seconds, and closes all connections. */
    @Override
    public void close() {
        stopTimers(STOP_LIMIT);
        stopRelay(STOP_LIMIT);
        inbox.close();
        retention.close();
        relayMeters.close();
        timerMeters.close();
        replicaPool.ifPresent(Pool::close);
        backgroundPool.close();
        mainPool.close();
    }
}
