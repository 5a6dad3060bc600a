package dev.winnow.messaging;

import dev.winnow.messaging.wire.Inbound;
import dev.winnow.messaging.wire.Wire;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Subscriptions whose messages are taken one after the other, by a thread of their own, so that a
 * slow handler holds up nobody else. What comes while too many wait is dropped. Safe to share.
 */
final class Listener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    /** How many may wait; more are dropped. */
    private static final int MAX_WAITING = 10_000;

    private static final long MAX_WAITING_BYTES = 32L << 20;

    private record Call(Consumer<Inbound> handler, Inbound message) {}

    private final NatsConnection connection;
    private final Wire wire;
    private final Consumer<ConnectionState> atTheEnd = this::on;
    private final String name;
    private final List<Wire.Subscription> subscriptions = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final Deque<Call> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean dropping;
    private boolean closed;

    /**
     * @param name for its thread and for logs
     */
    Listener(NatsConnection connection, String name) {
        this.connection = connection;
        this.wire = connection.wire();
        this.name = name;
        // None of the pool that handlers share: it answers also when that is busy.
        Thread.ofPlatform().daemon().name(name).start(this::run);
        connection.onState(atTheEnd);
    }

    private void on(ConnectionState state) {
        if (state == ConnectionState.CLOSED) {
            close();
        }
    }

    /** What the handler throws is logged and ends nothing. */
    void on(String subject, Consumer<Inbound> handler) {
        Wire.Subscription made =
                wire.subscribe(subject, null, message -> add(new Call(handler, message)));
        lock.lock();
        try {
            if (!closed) {
                subscriptions.add(made);
                return;
            }
        } finally {
            lock.unlock();
        }
        made.end();
    }

    boolean isOpen() {
        lock.lock();
        try {
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more; what waits is dropped. */
    @Override
    public void close() {
        List<Wire.Subscription> all;
        lock.lock();
        try {
            closed = true;
            all = List.copyOf(subscriptions);
            subscriptions.clear();
            waiting.clear();
            more.signalAll();
        } finally {
            lock.unlock();
        }
        all.forEach(Wire.Subscription::end);
        connection.forget(atTheEnd);
    }

    private void add(Call call) {
        boolean first = false;
        lock.lock();
        try {
            int size = call.message().size();
            if (waiting.size() < MAX_WAITING && bytes + size <= MAX_WAITING_BYTES) {
                waiting.add(call);
                bytes += size;
                dropping = false;
                more.signal();
            } else {
                first = !dropping;
                dropping = true;
            }
        } finally {
            lock.unlock();
        }
        if (first) {
            LOG.warn("{}: too much waits to be handled; what comes now is dropped", name);
        }
    }

    // What a handler throws, an Error too, is that message's trouble and not the next one's.
    @SuppressWarnings("CatchingUnchecked")
    private void run() {
        for (Call call = next(); call != null; call = next()) {
            try {
                call.handler().accept(call.message());
            } catch (Throwable failed) {
                LOG.error("{}: a message to {} failed", name, call.message().subject(), failed);
            }
            wire.writeNow(); // The virtual writer may wait for handlers that compute.
        }
    }

    /** Null when it is closed. */
    private @Nullable Call next() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                more.awaitUninterruptibly();
            }
            Call call = waiting.poll();
            bytes -= call == null ? 0 : call.message().size();
            return call;
        } finally {
            lock.unlock();
        }
    }
}
