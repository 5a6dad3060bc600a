package dev.winnow.screening;

import dev.winnow.datastore.DatabaseConfig;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.Policies;
import dev.winnow.messaging.config.Default;
import dev.winnow.messaging.config.Section;
import dev.winnow.messaging.ops.ProbeConfig;
import dev.winnow.screening.application.ListScreener;
import dev.winnow.screening.application.RescreenBatch;
import dev.winnow.screening.application.RescreenLists;
import dev.winnow.screening.application.RunScreening.Patience;
import dev.winnow.screening.domain.Backoff;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Everything that can be set.
 *
 * @param policies limits by contract; see {@link dev.winnow.messaging.Policies}
 * @param drainLimit how long a stop may take; default 20 s
 */
public record ScreeningConfig(
        NatsConfig nats,
        DatabaseConfig database,
        ProbeConfig probes,
        Section policies,
        Screening screening,
        Watchlist watchlist,
        Velocity velocity,
        Rescreening rescreening,
        @Default("20s") Duration drainLimit) {

    /** The defaults, for the servers named. */
    public static ScreeningConfig of(NatsConfig nats, DatabaseConfig database) {
        return new ScreeningConfig(
                nats,
                database,
                new ProbeConfig("127.0.0.1", 0),
                Section.empty(Policies.SECTION),
                Screening.ofDefaults(),
                Watchlist.ofDefaults(),
                new Velocity(false),
                Rescreening.ofDefaults(),
                Duration.ofSeconds(20));
    }

    public ScreeningConfig withScreening(Screening value) {
        return new ScreeningConfig(
                nats,
                database,
                probes,
                policies,
                value,
                watchlist,
                velocity,
                rescreening,
                drainLimit);
    }

    public ScreeningConfig withPolicies(Section value) {
        return new ScreeningConfig(
                nats,
                database,
                probes,
                value,
                screening,
                watchlist,
                velocity,
                rescreening,
                drainLimit);
    }

    public ScreeningConfig withVelocity(Velocity value) {
        return new ScreeningConfig(
                nats,
                database,
                probes,
                policies,
                screening,
                watchlist,
                value,
                rescreening,
                drainLimit);
    }

    public ScreeningConfig withRescreening(Rescreening value) {
        return new ScreeningConfig(
                nats,
                database,
                probes,
                policies,
                screening,
                watchlist,
                velocity,
                value,
                drainLimit);
    }

    /**
     * The workflow.
     *
     * @param policyFile put in force at the start unless it was in force before; default the
     *     bundled one
     * @param concurrency screenings that run at the same time; default 32
     * @param attempts after which a check that cannot be made refers the application; default 4
     * @param firstBackoff before the second attempt, doubled for each further one, of which half is
     *     drawn at random; default 500 ms
     * @param maxBackoff the most it is doubled to; default 10 s
     * @param checkTimeout the most the checks of one attempt may take together; default 3 s
     * @param runTimeout the most one attempt may take, checks and decision; default 8 s
     * @param lease after which another instance takes over; longer than the run timeout; default 12
     *     s
     * @param sweepInterval how often what is due is looked for, and a new policy; default 500 ms
     */
    public record Screening(
            Optional<Path> policyFile,
            @Default("32") int concurrency,
            @Default("4") int attempts,
            @Default("500ms") Duration firstBackoff,
            @Default("10s") Duration maxBackoff,
            @Default("3s") Duration checkTimeout,
            @Default("8s") Duration runTimeout,
            @Default("12s") Duration lease,
            @Default("500ms") Duration sweepInterval) {

        public Screening {
            require(concurrency >= 1 && concurrency <= 10_000, "concurrency must be 1 to 10000");
            require(attempts >= 1 && attempts <= 100, "attempts must be 1 to 100");
            require(firstBackoff.isPositive(), "first-backoff must be more than nothing");
            require(
                    maxBackoff.compareTo(firstBackoff) >= 0,
                    "max-backoff must be at least first-backoff");
            require(checkTimeout.isPositive(), "check-timeout must be more than nothing");
            require(
                    runTimeout.compareTo(checkTimeout) > 0,
                    "run-timeout must be longer than check-timeout");
            require(lease.compareTo(runTimeout) > 0, "lease must be longer than run-timeout");
            require(sweepInterval.isPositive(), "sweep-interval must be more than nothing");
        }

        public static Screening ofDefaults() {
            return new Screening(
                    Optional.empty(),
                    32,
                    4,
                    Duration.ofMillis(500),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(12),
                    Duration.ofMillis(500));
        }

        /** The defaults with this policy file. */
        public Screening withPolicyFile(Path file) {
            return new Screening(
                    Optional.of(file),
                    concurrency,
                    attempts,
                    firstBackoff,
                    maxBackoff,
                    checkTimeout,
                    runTimeout,
                    lease,
                    sweepInterval);
        }

        Patience patience() {
            return new Patience(attempts, new Backoff(firstBackoff, maxBackoff), checkTimeout);
        }
    }

    /**
     * What the watchlist service is asked for.
     *
     * @param threshold the lowest score of a hit that is kept; lower than any that the policy looks
     *     at; default 0.8
     * @param hits the most that are kept, the best first; default 20
     */
    public record Watchlist(@Default("0.8") double threshold, @Default("20") int hits) {
        public Watchlist {
            if (!(threshold >= 0 && threshold <= 1)) {
                throw new IllegalArgumentException("threshold must be 0 to 1");
            }
            if (hits < 1 || hits > 100) {
                throw new IllegalArgumentException("hits must be 1 to 100");
            }
        }

        public static Watchlist ofDefaults() {
            return new Watchlist(0.8, 20);
        }
    }

    /**
     * Whether the velocity service is asked.
     *
     * @param enabled when not, the check is skipped, as in a deployment without that service;
     *     default false
     */
    public record Velocity(@Default("false") boolean enabled) {}

    /**
     * Screening decided applications again when a list has changed. Small on purpose: new
     * applications must not wait for it.
     *
     * @param batch applications that are looked at together, 1 to 50; default 50
     * @param concurrency batches at the same time; default 2
     * @param batchTimeout the most that one may take; default 15 s
     * @param lease after which another instance takes over; longer than the batch timeout; default
     *     30 s
     * @param interval how often what is left to be done is looked for; default 1 s
     * @param firstBackoff after a batch that could not be looked at, doubled for each further one,
     *     of which half is drawn at random; default 1 s
     * @param maxBackoff the most it is doubled to; default 30 s
     */
    public record Rescreening(
            @Default("50") int batch,
            @Default("2") int concurrency,
            @Default("15s") Duration batchTimeout,
            @Default("30s") Duration lease,
            @Default("1s") Duration interval,
            @Default("1s") Duration firstBackoff,
            @Default("30s") Duration maxBackoff) {

        public Rescreening {
            require(
                    batch >= 1 && batch <= ListScreener.MOST_APPLICANTS,
                    "batch must be 1 to " + ListScreener.MOST_APPLICANTS);
            require(concurrency >= 1 && concurrency <= 100, "concurrency must be 1 to 100");
            require(batchTimeout.isPositive(), "batch-timeout must be more than nothing");
            require(lease.compareTo(batchTimeout) > 0, "lease must be longer than batch-timeout");
            require(interval.isPositive(), "interval must be more than nothing");
            require(firstBackoff.isPositive(), "first-backoff must be more than nothing");
            require(
                    maxBackoff.compareTo(firstBackoff) >= 0,
                    "max-backoff must be at least first-backoff");
        }

        public static Rescreening ofDefaults() {
            return new Rescreening(
                    50,
                    2,
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(30));
        }

        RescreenBatch.Size size() {
            return new RescreenBatch.Size(batch, lease);
        }

        RescreenLists.Pace pace() {
            return new RescreenLists.Pace(
                    concurrency, batchTimeout, new Backoff(firstBackoff, maxBackoff));
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
