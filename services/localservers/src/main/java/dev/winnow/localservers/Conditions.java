package dev.winnow.localservers;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What all connections of a {@link FaultProxy} go through just now. Safe for use by threads. */
final class Conditions {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Direction> held = EnumSet.noneOf(Direction.class);
    private final LongAdder lostBytes = new LongAdder();
    private volatile @Nullable Direction swallowed;
    private volatile boolean anyHeld;
    private volatile boolean refusing;
    private volatile long delayNanos;
    private volatile @Nullable Toll toll;

    void swallow(Direction direction) {
        swallowed = direction;
    }

    boolean swallows(Direction way) {
        Direction now = swallowed;
        return now != null && now.includes(way);
    }

    void lost(int bytes) {
        lostBytes.add(bytes);
    }

    long lostBytes() {
        return lostBytes.sum();
    }

    void hold(Direction direction) {
        lock.lock();
        try {
            held.add(direction);
            anyHeld = true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits while that way is held, and the connection is there. */
    void await(Direction way, BooleanSupplier open) throws InterruptedIOException {
        if (!anyHeld) {
            return;
        }
        lock.lock();
        try {
            while (open.getAsBoolean() && held.stream().anyMatch(some -> some.includes(way))) {
                changed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            lock.unlock();
        }
    }

    /** Connections that wait look whether they are still there. */
    void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void refuse(boolean value) {
        refusing = value;
    }

    boolean refusing() {
        return refusing;
    }

    void delay(Duration value) {
        delayNanos = value.toNanos();
    }

    long delayNanos() {
        return delayNanos;
    }

    void toll(@Nullable Toll value) {
        toll = value;
    }

    @Nullable Toll toll() {
        return toll;
    }

    void heal() {
        lock.lock();
        try {
            swallowed = null;
            refusing = false;
            delayNanos = 0;
            toll = null;
            held.clear();
            anyHeld = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
