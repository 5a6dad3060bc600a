package dev.winnow.screening.application;

import dev.winnow.screening.domain.ApplicantChecks;
import dev.winnow.screening.domain.Backoff;
import dev.winnow.screening.domain.Check;
import dev.winnow.screening.domain.CheckResult;
import dev.winnow.screening.domain.CheckStatus;
import dev.winnow.screening.domain.ScreeningResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.DoubleSupplier;

/**
 * One attempt at a screening: makes the checks that are still missing, side by side, and then
 * decides, or puts the rest off while attempts are left. Safe to share.
 */
public final class RunScreening {
    private final Workflows workflows;
    private final ScreeningEvents events;
    private final WatchlistScreener watchlist;
    private final VelocityChecker velocity;
    private final PolicyInForce policy;
    private final Transactions transactions;
    private final TimeLimits limits;
    private final InstantSource clock;
    private final DoubleSupplier random;
    private final Patience patience;

    /**
     * @param random from 0 to below 1, for jitter
     */
    public RunScreening(
            Workflows workflows,
            ScreeningEvents events,
            WatchlistScreener watchlist,
            VelocityChecker velocity,
            PolicyInForce policy,
            Transactions transactions,
            TimeLimits limits,
            InstantSource clock,
            DoubleSupplier random,
            Patience patience) {
        this.workflows = workflows;
        this.events = events;
        this.watchlist = watchlist;
        this.velocity = velocity;
        this.policy = policy;
        this.transactions = transactions;
        this.limits = limits;
        this.clock = clock;
        this.random = random;
        this.patience = patience;
    }

    /** How one attempt ended. */
    public sealed interface Attempt {
        record Decided(ScreeningResult result) implements Attempt {}

        record Postponed(Duration time) implements Attempt {}

        /** Somebody else has taken the screening over; nothing was changed. */
        record Lost() implements Attempt {}
    }

    /**
     * How often and how long it tries.
     *
     * @param attempts after which a check that cannot be made refers the application
     * @param checks the most that the checks of one attempt may take together
     */
    public record Patience(int attempts, Backoff backoff, Duration checks) {
        public Patience {
            if (attempts < 1) {
                throw new IllegalArgumentException("attempts must be at least 1: " + attempts);
            }
        }
    }

    /**
     * Makes one attempt.
     *
     * @throws InterruptedException when interrupted; the lease then runs out and another takes over
     */
    public Attempt run(Claim claim) throws InterruptedException {
        List<CheckResult> results = new ArrayList<>(claim.made());
        boolean worthAnother = false;
        for (Tried tried : tryMissing(claim)) {
            results.add(tried.result());
            worthAnother |= tried.worthAnother();
        }
        results.sort(Comparator.comparing(CheckResult::check));
        if (worthAnother && claim.attempt() < patience.attempts()) {
            return postpone(claim, results);
        }
        return decide(claim, results);
    }

    private List<Tried> tryMissing(Claim claim) throws InterruptedException {
        LocalDate today = today();
        List<Check> missing =
                Arrays.stream(Check.values())
                        .filter(check -> claim.made().stream().noneMatch(r -> r.check() == check))
                        .toList();
        List<Callable<CheckResult>> tasks = new ArrayList<>();
        for (Check check : missing) {
            tasks.add(() -> timed(claim, check, today));
        }
        List<TimeLimits.Done<CheckResult>> done = limits.together(patience.checks(), tasks);
        List<Tried> tried = new ArrayList<>();
        for (int i = 0; i < missing.size(); i++) {
            tried.add(judge(missing.get(i), done.get(i), claim.attempt()));
        }
        return tried;
    }

    private CheckResult timed(Claim claim, Check check, LocalDate today) {
        long begin = System.nanoTime();
        CheckResult result =
                switch (check) {
                    case WATCHLIST -> watchlist.screen(claim.application().applicant());
                    case VELOCITY -> velocity.check(claim.application(), submittedAt(claim));
                    default -> ApplicantChecks.make(check, claim.application(), today);
                };
        double millis = Math.round((System.nanoTime() - begin) / 1e3) / 1e3;
        return result.tried(claim.attempt(), millis);
    }

    private static Instant submittedAt(Claim claim) {
        Instant known = claim.application().submittedAt();
        return known == null ? claim.startedAt() : known;
    }

    private static Tried judge(Check check, TimeLimits.Done<CheckResult> done, int attempt) {
        return switch (done) {
            case TimeLimits.Done.Value<CheckResult>(CheckResult result) -> new Tried(result, false);
            case TimeLimits.Done.Failure<CheckResult>(Throwable cause) ->
                    switch (cause) {
                        case CheckImpossibleException e ->
                                new Tried(unavailable(check, e.why(), attempt), e.passing());
                        // Not foreseen, so it may pass; the class says enough, a message might
                        // carry personal data.
                        default ->
                                new Tried(
                                        unavailable(
                                                check, cause.getClass().getSimpleName(), attempt),
                                        true);
                    };
        };
    }

    private static CheckResult unavailable(Check check, String why, int attempt) {
        return CheckResult.unavailable(check, why).tried(attempt, 0);
    }

    private Attempt postpone(Claim claim, List<CheckResult> results) {
        List<CheckResult> made = results.stream().filter(RunScreening::wasMade).toList();
        Duration wait = patience.backoff().after(claim.attempt(), random.getAsDouble());
        return workflows.postpone(claim, made, wait)
                ? new Attempt.Postponed(wait)
                : new Attempt.Lost();
    }

    private static boolean wasMade(CheckResult result) {
        return result.status() != CheckStatus.UNAVAILABLE;
    }

    private Attempt decide(Claim claim, List<CheckResult> results) {
        ScreeningResult result =
                policy.decide(claim.application(), results, claim.startedAt(), clock.instant());
        boolean completed =
                transactions.inOne(() -> {
                    if (!workflows.complete(claim, result)) {
                        return false;
                    }
                    events.completed(result);
                    return true;
                });
        return completed ? new Attempt.Decided(result) : new Attempt.Lost();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private record Tried(CheckResult result, boolean worthAnother) {}
}
