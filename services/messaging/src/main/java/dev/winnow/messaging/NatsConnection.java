package dev.winnow.messaging;

import io.nats.client.Connection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** The one guarded connection to NATS and the threads beside it. Safe to share. */
@SuppressWarnings("DoNotCallSuggester") // until it is filled
final class NatsConnection implements AutoCloseable {
    NatsConnection(NatsConfig config) {
        config.urls();
    }

    /** The library's connection; for this package only. */
    Connection jnats() {
        throw new UnsupportedOperationException();
    }

    /** One shared timer thread; what runs on it must not block. */
    ScheduledExecutorService timer() {
        throw new UnsupportedOperationException();
    }

    /** A new virtual thread for each task; whoever submits bounds how many. */
    ExecutorService virtualThreads() {
        throw new UnsupportedOperationException();
    }

    ConnectionState state() {
        throw new UnsupportedOperationException();
    }

    /** Told each change of state on a thread of the connection; must not block. */
    void onState(Consumer<ConnectionState> listener) {
        throw new UnsupportedOperationException(listener.toString());
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
