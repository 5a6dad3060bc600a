package dev.winnow.messaging;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The moment at which the caller of the current work gives up. Measured on the monotonic clock, so
 * a change of the wall clock does not move it.
 *
 * <p>Bound to a scope by {@link #call} or {@link #run}; calls, fan-outs and SQL statements made
 * inside take no longer than what remains. Immutable and safe to share.
 */
public final class Deadline {
    private static final ScopedValue<Deadline> CURRENT = ScopedValue.newInstance();

    /** Longer spans are cut to this, so that nanoseconds never overflow. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    private final long atNanos;

    private Deadline(long atNanos) {
        this.atNanos = atNanos;
    }

    /** The deadline that lies {@code span} ahead; a negative span is already over. */
    public static Deadline after(Duration span) {
        Duration bounded = span.compareTo(LONGEST) > 0 ? LONGEST : span;
        long nanos = bounded.isNegative() ? 0 : bounded.toNanos();
        return new Deadline(System.nanoTime() + nanos);
    }

    /** The deadline of the scope this thread is in. */
    public static Optional<Deadline> current() {
        return Optional.ofNullable(CURRENT.isBound() ? CURRENT.get() : null);
    }

    /** The current deadline, but never more than {@code fallback} ahead. */
    public static Deadline currentOr(Duration fallback) {
        Deadline own = after(fallback);
        return CURRENT.isBound() ? CURRENT.get().earlier(own) : own;
    }

    /** What is left; zero, never negative, when it is over. */
    public Duration remaining() {
        return Duration.ofNanos(remainingNanos());
    }

    public boolean expired() {
        return atNanos - System.nanoTime() <= 0;
    }

    /** This deadline, or the one that lies {@code span} ahead when that is sooner. */
    public Deadline atMost(Duration span) {
        return earlier(after(span));
    }

    /**
     * Does the work with this deadline as the current one; an outer, earlier one stays in force.
     */
    public <T> T call(Callable<T> work) throws Exception {
        return ScopedValue.where(CURRENT, inScope()).<T, Exception>call(work::call);
    }

    /** As {@link #call}, for work without a result. */
    public void run(Runnable work) {
        ScopedValue.where(CURRENT, inScope()).run(work);
    }

    /** On the clock of {@link System#nanoTime}. */
    long atNanos() {
        return atNanos;
    }

    long remainingNanos() {
        return Math.max(0, atNanos - System.nanoTime());
    }

    private Deadline inScope() {
        return CURRENT.isBound() ? earlier(CURRENT.get()) : this;
    }

    private Deadline earlier(Deadline other) {
        return atNanos - other.atNanos <= 0 ? this : other;
    }

    @Override
    public String toString() {
        return "Deadline[" + remaining().toMillis() + " ms left]";
    }
}
