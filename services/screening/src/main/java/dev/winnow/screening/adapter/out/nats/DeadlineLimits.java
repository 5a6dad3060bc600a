package dev.winnow.screening.adapter.out.nats;

import dev.winnow.messaging.Deadline;
import dev.winnow.messaging.FanOut;
import dev.winnow.screening.application.TimeLimits;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** Time limits as deadlines, which calls and SQL statements inherit. Safe to share. */
public final class DeadlineLimits implements TimeLimits {
    @Override
    public void within(Duration limit, Runnable work) {
        Deadline.after(limit).run(work);
    }

    @Override
    public <T> List<Done<T>> together(Duration limit, List<Callable<T>> tasks)
            throws InterruptedException {
        if (tasks.isEmpty()) {
            return List.of();
        }
        try {
            return Deadline.after(limit).call(() -> FanOut.<T>collect(tasks.size(), tasks)).stream()
                    .map(DeadlineLimits::done)
                    .toList();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a fan-out that collects throws nothing else", e);
        }
    }

    private static <T> Done<T> done(FanOut.Result<T> result) {
        return switch (result) {
            case FanOut.Result.Success<T>(T value) -> new Done.Value<>(value);
            case FanOut.Result.Failure<T>(Throwable cause) -> new Done.Failure<>(cause);
        };
    }
}
