package dev.winnow.messaging.ops;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The named checks that say whether a service can do its work now. They are run when somebody asks,
 * all at once; one that throws or takes longer than a second is red.
 *
 * <p>Safe to share.
 */
public final class Health {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final String START = "start";

    /**
     * One check's result.
     *
     * @param problem what is wrong, in words for an operator; empty when all is well
     */
    public record Check(String name, Optional<String> problem) {
        public boolean ok() {
            return problem.isEmpty();
        }
    }

    private final ConcurrentHashMap<String, Supplier<Optional<String>>> checks =
            new ConcurrentHashMap<>();

    /** For what is about to start: red until {@link #started}. */
    public static Health starting() {
        Health health = new Health();
        health.registerProblem(START, () -> Optional.of("still starting"));
        return health;
    }

    /** From now on the other checks decide. */
    public void started() {
        remove(START);
    }

    /** Adds a check that is red when it says false. A check of the same name is replaced. */
    public void register(String name, BooleanSupplier ok) {
        registerProblem(
                name, () -> ok.getAsBoolean() ? Optional.empty() : Optional.of("not ready"));
    }

    /** Adds a check that is red when it names a problem. One of the same name is replaced. */
    public void registerProblem(String name, Supplier<Optional<String>> problem) {
        checks.put(name, problem);
    }

    /** Takes a check away; nothing happens when there is none of that name. */
    public void remove(String name) {
        checks.remove(name);
    }

    /** Runs every check, each on a thread of its own, and gives the results by name. */
    public List<Check> check() {
        List<Pending> pending = new ArrayList<>();
        checks.forEach((name, check) -> pending.add(Pending.start(name, check)));
        long until = System.nanoTime() + LIMIT.toNanos();
        return pending.stream()
                .map(p -> p.await(until))
                .sorted(Comparator.comparing(Check::name))
                .toList();
    }

    /** Whether no check is red. */
    public boolean ready() {
        return check().stream().allMatch(Check::ok);
    }

    private record Pending(String name, CompletableFuture<Optional<String>> result) {
        static Pending start(String name, Supplier<Optional<String>> check) {
            Pending pending = new Pending(name, new CompletableFuture<>());
            Thread.ofVirtual().name("health-" + name).start(() -> pending.run(check));
            return pending;
        }

        // A check that throws anything at all is red; it must not take the probe down.
        @SuppressWarnings("CatchingUnchecked")
        private void run(Supplier<Optional<String>> check) {
            try {
                result.complete(check.get());
            } catch (Throwable failed) {
                result.complete(Optional.of("the check failed: " + failed));
            }
        }

        Check await(long until) {
            try {
                return new Check(name, result.get(until - System.nanoTime(), TimeUnit.NANOSECONDS));
            } catch (TimeoutException late) {
                return red("no answer within " + LIMIT.toMillis() + " ms");
            } catch (ExecutionException impossible) {
                return red("the check failed: " + impossible.getCause());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return red("interrupted");
            }
        }

        private Check red(String problem) {
            return new Check(name, Optional.of(problem));
        }
    }
}
