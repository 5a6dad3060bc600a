package dev.winnow.screening.application;

import dev.winnow.screening.domain.Backoff;
import dev.winnow.screening.domain.ListVersion;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Goes on with what is left to be screened again, a few batches at a time, so that new applications
 * need not wait for it. Several instances may do it at the same time and share the work; {@link
 * #sweep} is for one thread, {@link #stop} for any.
 */
public final class RescreenLists {
    private final Rescreenings rescreenings;
    private final RescreenBatch batch;
    private final TimeLimits limits;
    private final RescreeningObserver observer;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final DoubleSupplier random;
    private final Pace pace;
    private volatile boolean stopped;
    private volatile Pause pause = Pause.NONE;

    /**
     * @param nanos a clock that only goes on, in nanoseconds
     * @param random from 0 to below 1, for jitter
     */
    public RescreenLists(
            Rescreenings rescreenings,
            RescreenBatch batch,
            TimeLimits limits,
            RescreeningObserver observer,
            InstantSource clock,
            LongSupplier nanos,
            DoubleSupplier random,
            Pace pace) {
        this.rescreenings = rescreenings;
        this.batch = batch;
        this.limits = limits;
        this.observer = observer;
        this.clock = clock;
        this.nanos = nanos;
        this.random = random;
        this.pace = pace;
    }

    /**
     * How fast.
     *
     * @param batches at the same time
     * @param batchLimit the most one of them may take; shorter than its lease
     * @param backoff after batches that could not be looked at
     */
    public record Pace(int batches, Duration batchLimit, Backoff backoff) {
        public Pace {
            if (batches < 1) {
                throw new IllegalArgumentException("at least one batch at a time: " + batches);
            }
        }
    }

    /** After so many failures in a row, from then on for so long. */
    private record Pause(int failures, long since, Duration time) {
        static final Pause NONE = new Pause(0, 0, Duration.ZERO);

        boolean lasts(long now) {
            return failures > 0 && now - since < time.toNanos();
        }
    }

    /** Goes on until nothing is left, it is stopped, or something has to be waited for. */
    public void sweep() {
        if (pause.lasts(nanos.getAsLong())) {
            return;
        }
        try {
            boolean more = true;
            while (more && !stopped) {
                more = false;
                for (ListVersion target : rescreenings.unfinished()) {
                    more |= !stopped && round(target);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins no further batch. */
    public void stop() {
        stopped = true;
    }

    /** Whether another round may find more. */
    private boolean round(ListVersion target) throws InterruptedException {
        int failures = pause.failures() + 1;
        Duration wait = pace.backoff().after(failures, random.getAsDouble());
        List<Callable<RescreenBatch.Done>> tasks =
                Collections.nCopies(pace.batches(), () -> batch.run(target, wait));
        int taken = 0;
        boolean failed = false;
        for (TimeLimits.Done<RescreenBatch.Done> done : limits.together(pace.batchLimit(), tasks)) {
            switch (done) {
                case TimeLimits.Done.Value<RescreenBatch.Done>(RescreenBatch.Done value) -> {
                    taken += value.taken();
                    failed |= value.problem().isPresent();
                    observer.did(target, value);
                    value.problem().ifPresent(why -> observer.putOff(target, why));
                }
                case TimeLimits.Done.Failure<RescreenBatch.Done>(Throwable cause) -> {
                    failed = true;
                    // The class says enough, a message might carry personal data.
                    observer.putOff(target, cause.getClass().getSimpleName());
                }
            }
        }
        if (failed) {
            pause = new Pause(failures, nanos.getAsLong(), wait);
            return false;
        }
        pause = Pause.NONE;
        if (taken == 0) {
            rescreenings.end(target, clock.instant()).ifPresent(observer::ended);
        }
        return taken > 0;
    }
}
