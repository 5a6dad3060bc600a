package dev.winnow.messaging;

import dev.winnow.contracts.EventContract;
import dev.winnow.contracts.RequestContract;
import dev.winnow.messaging.ops.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Main entry point: one service's place on NATS. Owns one connection. Declare endpoints, consumers
 * and signals, then {@link #start()}; {@link #drain} before {@link #close()} loses nothing. Safe to
 * share once started.
 */
@SuppressWarnings("DoNotCallSuggester") // until it is filled
public final class Messaging implements AutoCloseable {
    private final Core core;
    private final List<Part> parts = new CopyOnWriteArrayList<>();

    private Messaging(NatsConnection connection, ServiceInfo info, Telemetry telemetry) {
        this.core = new Core(connection, info, telemetry, parts::add);
    }

    /**
     * Connects, or fails when no server answers.
     *
     * @throws NatsUnreachableException with one clear line
     */
    public static Messaging connect(NatsConfig config, ServiceInfo info, Telemetry telemetry) {
        return new Messaging(new NatsConnection(config, info.name(), telemetry), info, telemetry);
    }

    /** Declares an endpoint; before {@link #start()}. */
    public <Q, R> void endpoint(
            RequestContract<Q, R> contract, EndpointPolicy policy, RequestHandler<Q, R> handler) {
        throw new UnsupportedOperationException("" + contract + policy + handler);
    }

    /** A client of the contract, with a circuit breaker of its own. */
    public <Q, R> Client<Q, R> client(RequestContract<Q, R> contract, CallPolicy policy) {
        return new Client<>(core, contract, policy);
    }

    /** A durable consumer; it must exist on the server. */
    public ConsumerBuilder consumer(String stream, String durable, ConsumerPolicy policy) {
        return new ConsumerBuilder(core, stream, durable, policy);
    }

    /** Publishes events to their streams, acknowledged. */
    public EventPublisher publisher() {
        throw new UnsupportedOperationException();
    }

    /**
     * Every instance gets the event when it is connected just then; it may be lost, and is not
     * retried.
     */
    public <E> void onSignal(EventContract<E> contract, Consumer<Event<E>> handler) {
        throw new UnsupportedOperationException("" + contract + handler);
    }

    public RawClient raw() {
        return new RawClient(core);
    }

    /** Begins to answer requests and to pull events. */
    public void start() {
        parts.forEach(Part::start);
    }

    /**
     * Takes no more work, finishes what is in flight, at most for this long, and closes the
     * connection after everything has been sent.
     */
    public void drain(Duration limit) {
        throw new UnsupportedOperationException(limit.toString());
    }

    public ConnectionState state() {
        return core.connection().state();
    }

    /** Closes at once; what is in flight is lost. After {@link #drain} it does nothing. */
    @Override
    public void close() {
        core.connection().close();
    }
}
