package dev.winnow.velocity;

import dev.winnow.datastore.DatabaseConfig;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.Policies;
import dev.winnow.messaging.config.Default;
import dev.winnow.messaging.config.Secret;
import dev.winnow.messaging.config.Section;
import dev.winnow.messaging.ops.ProbeConfig;
import dev.winnow.velocity.application.Limits;
import dev.winnow.velocity.domain.Window;
import java.time.Duration;

/**
 * The configuration of the service.
 *
 * @param policies limits by contract; see {@link dev.winnow.messaging.Policies}
 * @param velocity what is this service's own
 */
public record VelocityConfig(
        NatsConfig nats,
        DatabaseConfig database,
        ProbeConfig probes,
        Section policies,
        Settings velocity) {

    /** The defaults, for the servers named. */
    public static VelocityConfig of(NatsConfig nats, DatabaseConfig database, Secret secret) {
        return new VelocityConfig(
                nats,
                database,
                new ProbeConfig("127.0.0.1", 0),
                Section.empty(Policies.SECTION),
                Settings.ofDefaults(secret));
    }

    public VelocityConfig withVelocity(Settings value) {
        return new VelocityConfig(nats, database, probes, policies, value);
    }

    /**
     * What is this service's own.
     *
     * @param secret of which the keys for hashes and sealed documents are made; at least 32
     *     characters, and the same for as long as the database lives
     * @param perKey sightings of one key that are counted; 1 to 10,000, default 1000
     * @param perHeading applications under one heading that are looked at; 1 to 1000, default 100
     * @param comparisons applications that one is compared with; 1 to 1000, default 200
     * @param score duplicates with a lower score are left out; 0 to 1, default 0.6
     * @param duplicates that are answered, the best first; 1 to 100, default 10
     * @param tolerance windows reach so far beyond an application; 0 to 1 h, default 1 min
     * @param retention how long applications are kept; at least 31 days, default 45 days
     * @param sweepInterval how often what is past its time is removed; default 1 min
     */
    public record Settings(
            Secret secret,
            @Default("1000") int perKey,
            @Default("100") int perHeading,
            @Default("200") int comparisons,
            @Default("0.6") double score,
            @Default("10") int duplicates,
            @Default("1m") Duration tolerance,
            @Default("45d") Duration retention,
            @Default("1m") Duration sweepInterval) {
        private static final int SHORTEST_SECRET = 32;
        private static final int MOST = 1000;

        /** Some time must be left for applications that are checked late. */
        private static final Duration SHORTEST = Window.LONGEST.plusDays(1);

        public Settings {
            require(
                    secret.value().length() >= SHORTEST_SECRET,
                    "secret must have at least 32 characters, as of `openssl rand -hex 32`");
            require(perKey >= 1 && perKey <= 10_000, "per-key must be 1 to 10000");
            require(perHeading >= 1 && perHeading <= MOST, "per-heading must be 1 to 1000");
            require(comparisons >= 1 && comparisons <= MOST, "comparisons must be 1 to 1000");
            require(score >= 0 && score <= 1, "score must be 0 to 1");
            require(duplicates >= 1 && duplicates <= 100, "duplicates must be 1 to 100");
            require(
                    !tolerance.isNegative() && tolerance.compareTo(Window.HOUR.length()) <= 0,
                    "tolerance must be 0 to 1h");
            require(retention.compareTo(SHORTEST) >= 0, "retention must be at least 31d");
            require(sweepInterval.isPositive(), "sweep-interval must be more than nothing");
        }

        public static Settings ofDefaults(Secret secret) {
            return new Settings(
                    secret,
                    1000,
                    100,
                    200,
                    0.6,
                    10,
                    Duration.ofMinutes(1),
                    Duration.ofDays(45),
                    Duration.ofMinutes(1));
        }

        /** The defaults, looking at no more than so much. */
        public Settings withBounds(int sightings, int applications, int compared) {
            return new Settings(
                    secret,
                    sightings,
                    applications,
                    compared,
                    score,
                    duplicates,
                    tolerance,
                    retention,
                    sweepInterval);
        }

        Limits limits() {
            return new Limits(
                    perKey, perHeading, comparisons, score, duplicates, tolerance, retention);
        }

        private static void require(boolean holds, String otherwise) {
            if (!holds) {
                throw new IllegalArgumentException(otherwise);
            }
        }
    }
}
