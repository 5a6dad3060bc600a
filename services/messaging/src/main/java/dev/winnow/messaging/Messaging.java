package dev.winnow.messaging;

import dev.winnow.contracts.EventContract;
import dev.winnow.contracts.RequestContract;
import dev.winnow.messaging.config.ConfigException;
import dev.winnow.messaging.ops.Health;
import dev.winnow.messaging.ops.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Main entry point: one service's place on NATS. Owns one connection. Declare endpoints, consumers
 * and signals, then {@link #start()}; {@link #drain} before {@link #close()} loses nothing. Safe to
 * share once started.
 */
public final class Messaging implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Messaging.class);

    /** How long the last flush may take, even when the drain has used up its time. */
    private static final Duration LAST_FLUSH = Duration.ofSeconds(2);

    private final Core core;
    private final Endpoints endpoints;
    private final Signals signals;
    private final EventPublisher publisher;
    private final List<Part> parts = new CopyOnWriteArrayList<>();
    private final List<Consumer<Duration>> lastSteps = new CopyOnWriteArrayList<>();
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.DECLARING);

    private enum Phase {
        DECLARING,
        STARTED,
        ENDED
    }

    private Messaging(
            NatsConnection connection,
            ServiceInfo info,
            Telemetry telemetry,
            Policies policies,
            String discoveryPrefix) {
        this.core =
                new Core(
                        connection,
                        info,
                        telemetry,
                        new Tracing(telemetry),
                        new RequestMux(connection),
                        policies,
                        this::register);
        this.endpoints = new Endpoints(core, discoveryPrefix);
        this.publisher = new JetStreamPublisher(core);
        this.signals = new Signals(core);
        parts.add(endpoints);
        parts.add(signals);
    }

    /**
     * Connects, or fails when no server answers; with the policies as the code has them.
     *
     * @throws NatsUnreachableException with one clear line
     */
    public static Messaging connect(NatsConfig config, ServiceInfo info, Telemetry telemetry) {
        return connect(config, info, telemetry, Policies.ofDefaults());
    }

    /**
     * Connects, or fails when no server answers.
     *
     * @param policies what configuration says over the policies that are given in code
     * @throws NatsUnreachableException with one clear line
     */
    public static Messaging connect(
            NatsConfig config, ServiceInfo info, Telemetry telemetry, Policies policies) {
        NatsConnection connection = new NatsConnection(config, info.name(), telemetry);
        return new Messaging(connection, info, telemetry, policies, config.discoveryPrefix());
    }

    /**
     * Declares an endpoint; before {@link #start()}.
     *
     * @throws IllegalArgumentException when the request record has a constraint that is not
     *     understood
     */
    public <Q, R> void endpoint(
            RequestContract<Q, R> contract, EndpointPolicy policy, RequestHandler<Q, R> handler) {
        requireDeclaring();
        endpoints.add(contract, core.policies().endpoint(contract, policy), handler);
    }

    /** A client of the contract, with a circuit breaker of its own. */
    public <Q, R> Client<Q, R> client(RequestContract<Q, R> contract, CallPolicy policy) {
        return new Client<>(core, contract, core.policies().call(contract, policy));
    }

    /** A durable consumer; it must exist on the server. */
    public ConsumerBuilder consumer(String stream, String durable, ConsumerPolicy policy) {
        return new ConsumerBuilder(
                core, stream, durable, core.policies().consumer(stream, durable, policy));
    }

    /** Publishes events to their streams, acknowledged. */
    public EventPublisher publisher() {
        return publisher;
    }

    /**
     * Every instance gets the event when it is connected just then; it may be lost, and is not
     * retried. The handler must be quick: signals are handled one after the other. Before {@link
     * #start()}.
     */
    public <E> void onSignal(EventContract<E> contract, Consumer<Event<E>> handler) {
        requireDeclaring();
        signals.add(contract, handler);
    }

    /** Reads what a stream keeps, and takes single messages out of it; nothing is asked yet. */
    public StreamReader stream(String name) {
        return new StreamReader(core, name);
    }

    /** What no consumer could handle: to be looked at, redriven or discarded. */
    public DeadLetterBox deadLetters() {
        return new DeadLetterBox(core);
    }

    /** Gives what a stream keeps to a consumer or a subject once more. */
    public Replay replay() {
        return new Replay(core, publisher);
    }

    public RawClient raw() {
        return new RawClient(core);
    }

    /** The policies in force, with their state and counts. */
    public List<PolicyStatus> policies() {
        return core.policies().statuses();
    }

    /**
     * Begins to answer requests and to pull events; when it returns, the server knows of it.
     *
     * @throws ConfigException when the configuration says something about policies that the service
     *     does not have, or that makes no sense
     */
    public void start() {
        core.policies().check();
        if (!phase.compareAndSet(Phase.DECLARING, Phase.STARTED)) {
            throw new IllegalStateException("started already");
        }
        parts.forEach(Part::start);
    }

    /**
     * Adds a step to {@link #drain}. The steps are done in the order in which they were added, when
     * no handler is under way any more and while the connection still works; each is given the time
     * that is left. For work that handlers have started and not waited for, and for the outbox.
     */
    public void onDrain(Consumer<Duration> step) {
        lastSteps.add(step);
    }

    /**
     * Takes no more work, finishes what is in flight, at most for this long, and closes the
     * connection after everything has been sent. Calls of handlers that are still under way work
     * until then.
     */
    public void drain(Duration limit) {
        if (phase.getAndSet(Phase.ENDED) == Phase.ENDED) {
            return;
        }
        Deadline deadline = Deadline.after(limit);
        parts.forEach(Part::stopTaking);
        boolean finished = true;
        for (Part part : parts) {
            finished &= part.awaitIdle(deadline);
        }
        for (Consumer<Duration> step : lastSteps) {
            finished &= done(step, deadline);
        }
        boolean flushed = core.connection().flush(LAST_FLUSH);
        core.connection().close();
        LOG.info(
                "drained: {}{}",
                finished ? "all work is finished" : "the time was up before all was finished",
                flushed ? "" : ", and the server did not confirm the last messages");
    }

    private static boolean done(Consumer<Duration> step, Deadline deadline) {
        try {
            step.accept(deadline.remaining());
            return true;
        } catch (RuntimeException e) {
            LOG.error("a step of the drain failed; the rest goes on", e);
            return false;
        }
    }

    /** For readiness: whether messages flow. */
    public ConnectionState state() {
        return core.connection().state();
    }

    /**
     * Adds the checks {@code <service>-nats} (connected) and {@code <service>-consumers} (each
     * durable consumer is there).
     */
    public void register(Health health) {
        health.register(core.info().name() + "-nats", () -> state() == ConnectionState.CONNECTED);
        health.registerProblem(
                core.info().name() + "-consumers",
                () -> parts.stream().flatMap(part -> part.problem().stream()).findFirst());
    }

    /** Closes at once; what is in flight is lost. After {@link #drain} it does nothing. */
    @Override
    public void close() {
        phase.set(Phase.ENDED);
        core.connection().close();
    }

    private void register(Part part) {
        requireDeclaring();
        parts.add(part);
    }

    private void requireDeclaring() {
        if (phase.get() != Phase.DECLARING) {
            throw new IllegalStateException("declare everything before start()");
        }
    }
}
