package dev.winnow.screening.application;

import dev.winnow.screening.adapter.out.cel.CelPolicyCompiler;
import dev.winnow.screening.domain.Applicant;
import dev.winnow.screening.domain.Application;
import dev.winnow.screening.domain.Backoff;
import dev.winnow.screening.domain.Check;
import dev.winnow.screening.domain.CheckResult;
import dev.winnow.screening.domain.ScreeningResult;
import dev.winnow.screening.domain.policy.PolicyVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The use cases wired in memory, with a clock that a test moves. Everything runs at once. */
final class ScreeningHarness implements WatchlistScreener, VelocityChecker, Observer {
    static final Duration LEASE = Duration.ofSeconds(10);
    static final Instant BEGIN = Instant.parse("2026-11-21T12:00:00Z");

    private static final String POLICY =
            """
            name: test
            version: 1
            rules:
              - code: WATCHLIST_HIT
                when: hits.exists(h, h.score >= 0.85)
                outcome: refer
                reason: resembles a listed party
            default: {code: OK, outcome: approve, reason: fine}
            """;

    Instant now = BEGIN;

    final MemoryStore store = new MemoryStore(() -> now);
    final CrashPoints points = new CrashPoints(store);
    final List<RunScreening.Attempt> attempts = new ArrayList<>();
    final PolicyInForce policy = new PolicyInForce();
    final Deque<CheckImpossibleException> watchlistFailures = new ArrayDeque<>();
    final List<String> policyRefusals = new ArrayList<>();
    int watchlistCalls;
    final Deque<CheckResult> velocityAnswers = new ArrayDeque<>();
    final List<Instant> velocityTimes = new ArrayList<>();

    final StartScreening start = new StartScreening(points, points, () -> now, LEASE);
    final RunScreening run =
            new RunScreening(
                    points,
                    points,
                    this,
                    this,
                    policy,
                    points,
                    points,
                    () -> now,
                    () -> 0.5,
                    new RunScreening.Patience(
                            3,
                            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10)),
                            Duration.ofSeconds(1)));
    final ScreeningRunner runner =
            new ScreeningRunner(run, points, Duration.ofSeconds(5), 4, Runnable::run, this);
    final RecoverScreenings recover = new RecoverScreenings(points, runner, LEASE, Duration.ZERO);

    ScreeningHarness() {
        policy.offer(new PolicyInForce.Entry(1, new CelPolicyCompiler().compile(POLICY), BEGIN));
    }

    /** What the consumer does with an event: a transaction, and after it the run. */
    void submitted(Application application) throws InterruptedException {
        Optional<Claim> claim = points.inOne(() -> start.start(application));
        if (claim.isPresent()) {
            runner.acquire();
            runner.run(claim.get());
        }
    }

    void later(Duration time) {
        now = now.plus(time);
    }

    ScreeningResult result(String id) {
        return switch (store.find(id)) {
            case Workflows.Lookup.Finished(ScreeningResult result) -> result;
            case Workflows.Lookup.Unfinished ignored -> throw new AssertionError("unfinished");
            case Workflows.Lookup.Unknown ignored -> throw new AssertionError("unknown");
        };
    }

    @Override
    public CheckResult screen(Applicant applicant) {
        watchlistCalls++;
        CheckImpossibleException failure = watchlistFailures.poll();
        if (failure != null) {
            throw failure;
        }
        return CheckResult.made(Check.WATCHLIST, List.of(), List.of("list version 1"));
    }

    @Override
    public CheckResult check(Application application, Instant submittedAt) {
        velocityTimes.add(submittedAt);
        CheckResult answer = velocityAnswers.poll();
        return answer == null ? CheckResult.made(Check.VELOCITY, List.of(), List.of()) : answer;
    }

    @Override
    public void ended(Claim claim, RunScreening.Attempt attempt) {
        attempts.add(attempt);
    }

    @Override
    public void brokeOff(Claim claim, RuntimeException cause) {
        throw new AssertionError("nothing breaks off in memory", cause);
    }

    @Override
    public void leftToOthers(int screenings) {
        throw new AssertionError("nothing is left to others in memory");
    }

    @Override
    public void policyRefused(String origin, PolicyVersion stays, PolicyRefusedException why) {
        policyRefusals.add(origin);
    }
}
