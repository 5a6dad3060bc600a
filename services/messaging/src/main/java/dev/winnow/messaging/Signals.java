package dev.winnow.messaging;

import dev.winnow.contracts.EventContract;
import dev.winnow.messaging.wire.Inbound;
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

    private final Core core;
    private final List<Signal<?>> signals = new CopyOnWriteArrayList<>();
    private @Nullable Listener listener;

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
        Listener made = new Listener(core.connection(), core.info().name() + "-signals");
        for (Signal<?> signal : signals) {
            made.on(signal.contract().subjectPattern(), signal::receive);
        }
        listener = made;
    }

    @Override
    public void stopTaking() {
        Listener made = listener;
        if (made != null) {
            made.close();
        }
    }

    @Override
    public boolean awaitIdle(Deadline limit) {
        return true; // What may be lost at any time is not waited for.
    }

    private record Signal<E>(EventContract<E> contract, Consumer<Event<E>> handler) {
        void receive(Inbound message) {
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
