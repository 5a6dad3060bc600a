package dev.winnow.benchmarks.velocity;

import dev.winnow.contracts.velocity.CheckRequest;
import dev.winnow.datastore.DatabaseConfig;
import dev.winnow.datastore.Datastore;
import dev.winnow.messaging.FanOut;
import dev.winnow.messaging.ops.Telemetry;
import dev.winnow.velocity.adapter.out.crypto.SecretProtection;
import dev.winnow.velocity.adapter.out.jdbi.JdbiHistory;
import dev.winnow.velocity.adapter.out.phone.LibPhoneNumbers;
import dev.winnow.velocity.adapter.out.text.IcuLatin;
import dev.winnow.velocity.application.CheckApplication;
import dev.winnow.velocity.application.Comparison;
import dev.winnow.velocity.application.History;
import dev.winnow.velocity.application.Limits;
import dev.winnow.velocity.application.Observer;
import dev.winnow.velocity.domain.Answer;
import dev.winnow.velocity.domain.Document;
import dev.winnow.velocity.domain.Sighting;
import dev.winnow.velocity.domain.Submission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Fills a velocity database as the service would, but looks nothing up, and many in one commit. */
final class Seeding {
    private static final int BATCH = 500;
    private static final Duration PAST = Duration.ofDays(30);

    private Seeding() {}

    /** Applications from the last thirty days. */
    static void fill(DatabaseConfig database, String secret, int applications) throws Exception {
        try (Datastore datastore = Datastore.open("velocity", database, Telemetry.none())) {
            SecretProtection protection = new SecretProtection(secret);
            CheckApplication recording =
                    new CheckApplication(
                            new Adding(new JdbiHistory(datastore)),
                            protection,
                            new LibPhoneNumbers(),
                            Comparison.with(new IcuLatin()),
                            new Limits(1, 1, 1, 1, 1, Duration.ZERO, PAST.multipliedBy(2)),
                            Clock.systemUTC(),
                            new Nobody());
            Instant now = Instant.now();
            List<Callable<Boolean>> batches = new ArrayList<>();
            for (int from = 0; from < applications; from += BATCH) {
                int first = from;
                int end = Math.min(applications, from + BATCH);
                batches.add(() -> {
                    datastore.transactVoid(() -> {
                        for (int i = first; i < end; i++) {
                            Duration ago =
                                    PAST.multipliedBy(applications - i).dividedBy(applications);
                            recording.check(
                                    submission(Applicants.of(i, "seed-" + i, now.minus(ago))));
                        }
                    });
                    return true;
                });
            }
            FanOut.failFast(Runtime.getRuntime().availableProcessors() + 1, batches);
            datastore.<Boolean>sql(h -> {
                h.execute("ANALYZE");
                return true;
            });
        }
    }

    private static Submission submission(CheckRequest request) {
        CheckRequest.Document document = request.document();
        return new Submission(
                request.applicationId(),
                request.submittedAt(),
                true,
                request.name(),
                request.dateOfBirth(),
                document == null
                        ? null
                        : new Document(
                                String.valueOf(document.type()),
                                document.number(),
                                String.valueOf(document.country())),
                request.email(),
                request.phone(),
                request.address(),
                request.country(),
                request.device(),
                request.ip(),
                request.amount(),
                request.currency());
    }

    /** Adds to a history, as if nothing were in it. */
    private record Adding(History history) implements History {
        @Override
        public <T> T alone(Collection<UUID> hashes, Supplier<T> work) {
            return work.get();
        }

        @Override
        public Optional<Known> find(String applicationId) {
            return Optional.empty();
        }

        @Override
        public Map<UUID, List<Sighting>> sightings(
                Collection<UUID> keys, Instant after, Instant upTo, int most) {
            return Map.of();
        }

        @Override
        public Map<UUID, List<Long>> filed(
                Collection<UUID> headings, Instant from, Instant to, int most) {
            return Map.of();
        }

        @Override
        public List<Filed> profiles(Collection<Long> numbers) {
            return List.of();
        }

        @Override
        public void add(Entry entry) {
            history.add(entry);
        }

        @Override
        public int forget(Instant before, int most) {
            return 0;
        }
    }

    private static final class Nobody implements Observer {
        @Override
        public void checked(Answer answer) {}

        @Override
        public void askedAgain() {}

        @Override
        public void forgot(int applications) {}
    }
}
