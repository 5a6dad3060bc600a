package dev.winnow.testkit;

import dev.winnow.contracts.EventContract;
import dev.winnow.messaging.NatsConfig;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Puts a service's durable consumer through everything that can come to it: broken and foreign
 * messages, duplicates, and a crash. What is poison must end in the dead letters with its cause,
 * and its neighbours must go on; what is good must have its effect once. For example
 *
 * <pre>{@code
 * ConsumerKit.of("applications-screening", STARTED, this::newStarted)
 *         .counting(started -> store.timesStarted(started.applicationId()))
 *         .serving(() -> Service.start(config))
 *         .against(nats.config())
 *         .check();
 * }</pre>
 *
 * <p>It starts and ends the instances of the service itself, and shortens the consumer's ack wait
 * to two seconds: use a server of the test's own. Immutable.
 */
public final class ConsumerKit<E> {
    private final String durable;
    private final EventContract<E> contract;
    private final Supplier<E> events;
    private final Optional<ToIntFunction<E>> effects;
    private final Optional<Supplier<? extends AutoCloseable>> service;
    private final Optional<NatsConfig> nats;

    private ConsumerKit(
            String durable,
            EventContract<E> contract,
            Supplier<E> events,
            Optional<ToIntFunction<E>> effects,
            Optional<Supplier<? extends AutoCloseable>> service,
            Optional<NatsConfig> nats) {
        this.durable = durable;
        this.contract = contract;
        this.events = events;
        this.effects = effects;
        this.service = service;
        this.nats = nats;
    }

    /**
     * @param durable the consumer's name, on the contract's stream
     * @param events makes valid ones, each with a key of its own; asked while an instance of the
     *     service runs
     */
    public static <E> ConsumerKit<E> of(
            String durable, EventContract<E> contract, Supplier<E> events) {
        return new ConsumerKit<>(
                durable, contract, events, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** How many effects an event has had; asked while an instance of the service runs. */
    public ConsumerKit<E> counting(ToIntFunction<E> count) {
        return new ConsumerKit<>(durable, contract, events, Optional.of(count), service, nats);
    }

    /** Starts one more instance of the service; its close must be a crash, without a drain. */
    public ConsumerKit<E> serving(Supplier<? extends AutoCloseable> start) {
        return new ConsumerKit<>(durable, contract, events, effects, Optional.of(start), nats);
    }

    /** The server on which the instances work. */
    public ConsumerKit<E> against(NatsConfig server) {
        return new ConsumerKit<>(durable, contract, events, effects, service, Optional.of(server));
    }

    /**
     * Goes through all cases.
     *
     * @throws AssertionError that names every case that failed and why
     */
    public void check() {
        NatsConfig server = said(nats, "against");
        try (ConsumerProbe probe = new ConsumerProbe(server, contract.stream(), durable);
                ConsumerCases<E> cases =
                        new ConsumerCases<>(
                                probe,
                                contract,
                                events,
                                said(effects, "counting"),
                                said(service, "serving"))) {
            probe.shortenAckWait();
            cases.run(contract.stream() + "/" + durable + ", " + contract.type());
        }
    }

    private static <T> T said(Optional<T> what, String method) {
        return what.orElseThrow(() -> new IllegalStateException("call " + method + "(…) first"));
    }
}
