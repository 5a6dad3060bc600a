package dev.winnow.messaging;

import dev.winnow.contracts.EventContract;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events as they are published, without a consumer on the server: each instance gets all of them,
 * one after the other, and what comes while it is away is lost. Safe to share.
 */
final class Signals implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    /** How many may wait for the handlers; more are dropped. */
    private static final int MAX_QUEUED = 10_000;

    private static final long MAX_QUEUED_BYTES = 32L << 20;

    private final Core core;
    private final List<Signal<?>> signals = new CopyOnWriteArrayList<>();
    private @Nullable Dispatcher dispatcher;

    Signals(Core core) {
        this.core = core;
    }

    <E> void add(EventContract<E> contract, Consumer<Event<E>> handler) {
        Validation.prepare(contract.data());
        signals.add(new Signal<>(contract, handler));
    }

    @Override
    public void start() {
        if (signals.isEmpty()) {
            return;
        }
        Dispatcher made = core.connection().jnats().createDispatcher();
        made.setPendingLimits(MAX_QUEUED, MAX_QUEUED_BYTES);
        for (Signal<?> signal : signals) {
            made.subscribe(signal.contract().subjectPattern(), signal::receive);
        }
        dispatcher = made;
    }

    @Override
    public void stopTaking() {
        Dispatcher made = dispatcher;
        if (made != null && core.connection().state() != ConnectionState.CLOSED) {
            core.connection().jnats().closeDispatcher(made);
        }
    }

    @Override
    public boolean awaitIdle(Deadline limit) {
        return true; // What may be lost at any time is not waited for.
    }

    private record Signal<E>(EventContract<E> contract, Consumer<Event<E>> handler) {
        void receive(Message message) {
            try {
                CloudEventReader.Received received = CloudEventReader.read(message);
                if (received.type().equals(contract.type())) {
                    handler.accept(event(received));
                }
            } catch (PoisonException | ServiceErrorException e) {
                LOG.warn("a signal on {} is dropped", contract.subjectPattern(), e);
            } catch (RuntimeException e) {
                LOG.error("the handler of signal {} failed", contract.type(), e);
            }
        }

        private Event<E> event(CloudEventReader.Received received) {
            Instant time = received.time();
            return new Event<>(
                    received.id(),
                    received.type(),
                    received.source(),
                    received.key(),
                    time == null ? Instant.now() : time,
                    InvalidInput.read(received.data(), contract.data()),
                    "",
                    0,
                    1);
        }
    }
}
