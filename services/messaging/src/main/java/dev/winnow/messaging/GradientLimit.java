package dev.winnow.messaging;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Finds how many requests an endpoint can handle at once: while the time that a request takes stays
 * what it has been for long, the limit grows by a few; when it rises, requests wait for each other,
 * and the limit shrinks in proportion. It looks at averages over windows, so that one slow request
 * says nothing. Time is given by the caller. Safe to share.
 */
final class GradientLimit {
    static final int START = 20;
    static final long WINDOW_NANOS = Duration.ofMillis(250).toNanos();

    /** A window with fewer samples is prolonged. */
    static final int MIN_SAMPLES = 10;

    /** Times may rise by half before the limit shrinks. */
    private static final double TOLERANCE = 1.5;

    /** So many may always wait for each other, which is how room is found. */
    private static final double HEADROOM = 4;

    private static final double SMOOTHING = 0.2;

    /** The long-term time follows slowly: over about as many windows. */
    private static final double LONG_TERM_WINDOWS = 600;

    private static final double WARM_UP_WINDOWS = 10;

    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private double limit;
    private double longTerm;
    private long windows;
    private long windowBegun = Long.MIN_VALUE;
    private long samples;
    private double sum;
    private int mostInFlight;

    GradientLimit(int most) {
        this.most = most;
        this.limit = Math.min(START, most);
    }

    int limit() {
        lock.lock();
        try {
            return (int) limit;
        } finally {
            lock.unlock();
        }
    }

    /**
     * A request was handled.
     *
     * @param nanosNow of a clock that only goes forward
     * @param tookNanos in the handler, without waiting for a turn
     * @param inFlight requests at work when it ended, it among them
     * @return the limit from now on
     */
    int handled(long nanosNow, long tookNanos, int inFlight) {
        lock.lock();
        try {
            if (windowBegun == Long.MIN_VALUE) {
                windowBegun = nanosNow;
            }
            samples++;
            sum += tookNanos;
            mostInFlight = Math.max(mostInFlight, inFlight);
            if (nanosNow - windowBegun >= WINDOW_NANOS && samples >= MIN_SAMPLES) {
                step(Math.max(1, sum / samples), mostInFlight);
                windowBegun = nanosNow;
                samples = 0;
                sum = 0;
                mostInFlight = 0;
            }
            return (int) limit;
        } finally {
            lock.unlock();
        }
    }

    private void step(double shortTerm, int inFlight) {
        windows++;
        double weight = windows <= WARM_UP_WINDOWS ? 1.0 / windows : 2.0 / (LONG_TERM_WINDOWS + 1);
        longTerm += (shortTerm - longTerm) * weight;
        if (longTerm > 2 * shortTerm) {
            longTerm *= 0.95; // It got faster: do not wait minutes to notice.
        }
        if (inFlight < limit / 2) {
            return; // The limit is not what holds it back.
        }
        double gradient = Math.clamp(TOLERANCE * longTerm / shortTerm, 0.5, 1.0);
        double aim = limit * gradient + HEADROOM;
        limit = Math.clamp(limit * (1 - SMOOTHING) + aim * SMOOTHING, 1, most);
    }
}
