package dev.winnow.benchmarks.velocity;

import dev.winnow.benchmarks.Load;
import dev.winnow.benchmarks.Report;
import dev.winnow.benchmarks.Rounds;
import dev.winnow.contracts.velocity.CheckReply;
import dev.winnow.contracts.velocity.CheckRequest;
import dev.winnow.contracts.velocity.VelocityContracts;
import dev.winnow.datastore.DatabaseConfig;
import dev.winnow.datastore.Datastore;
import dev.winnow.localservers.NatsServer;
import dev.winnow.localservers.PostgresServer;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.Client;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.config.Secret;
import dev.winnow.messaging.ops.Health;
import dev.winnow.messaging.ops.Telemetry;
import dev.winnow.velocity.VelocityConfig;
import dev.winnow.velocity.VelocityService;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@code velocity.v1.check} over NATS with a history that is there, on a PostgreSQL that syncs to
 * disk: of applicants who are new, who come again with a slip in the name, and who all have the
 * same device.
 */
public final class VelocitySuite {
    private static final String SECRET = "invented-secret-of-enough-letters";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final int history;
    private final Rounds rounds;
    private final AtomicLong count = new AtomicLong();

    /**
     * @param history applications that are there before
     */
    public VelocitySuite(int history, Rounds rounds) {
        this.history = history;
        this.rounds = rounds;
    }

    public void run(Report report) throws Exception {
        try (NatsServer nats = NatsServer.start(NatsServer.Options.temporary());
                PostgresServer postgres =
                        PostgresServer.start(PostgresServer.Options.temporary().withFsync(true))) {
            DatabaseConfig database =
                    DatabaseConfig.ofDefaults(
                            postgres.createDatabase("velocity", "velocity", "bench"),
                            "velocity",
                            new Secret("bench"));
            Seeding.fill(database, SECRET, history);
            report.note("velocity: a history", size(database));
            NatsConfig config = NatsConfig.of(nats.url());
            VelocityService service =
                    VelocityService.start(
                            VelocityConfig.of(config, database, new Secret(SECRET)),
                            Telemetry.none(),
                            Health.starting());
            try (Messaging caller =
                    Messaging.connect(
                            config,
                            new ServiceInfo("bench", "1.0.0", "measured", Map.of()),
                            Telemetry.none())) {
                compare(caller, new Load(List.of(nats.pid(), postgres.pid())), report);
            } finally {
                service.close();
            }
        }
    }

    private void compare(Messaging caller, Load load, Report report) throws Exception {
        Client<CheckRequest, CheckReply> client =
                caller.client(
                        VelocityContracts.CHECK,
                        CallPolicy.ofDefaults().withTimeout(PATIENCE).withMaxAttempts(1));
        List<Asking> sorts =
                List.of(
                        new Asking("new applicants", client, () -> somebody(history)),
                        new Asking("who come again", client, this::again),
                        new Asking("one device for all", client, this::together));
        for (int callers : new int[] {8, 1}) {
            report.add(
                    "velocity.v1.check, %d at a time".formatted(callers),
                    rounds.run(sorts, (sort, time) -> load.run(sort, callers, time)));
        }
        Map<String, Object> shares = new LinkedHashMap<>();
        sorts.forEach(sort -> shares.put(sort.name(), sort.shares()));
        report.note("velocity.v1.check, what was answered", shares);
    }

    private CheckRequest somebody(long above) {
        long number = count.incrementAndGet();
        return Applicants.of(above + number, "new-" + number, Instant.now());
    }

    /** Each of those in the history in turn, far from one another. */
    private CheckRequest again() {
        long number = count.incrementAndGet();
        return Applicants.again(number * 7919 % history, "again-" + number, Instant.now());
    }

    private CheckRequest together() {
        CheckRequest one = somebody(history);
        return new CheckRequest(
                one.applicationId(),
                one.submittedAt(),
                one.kind(),
                one.name(),
                one.dateOfBirth(),
                one.document(),
                one.email(),
                one.phone(),
                one.address(),
                one.country(),
                "one device",
                one.ip(),
                one.amount(),
                one.currency());
    }

    private static Map<String, Object> size(DatabaseConfig database) {
        try (Datastore datastore = Datastore.open("velocity", database, Telemetry.none())) {
            Map<String, Object> size = new LinkedHashMap<>();
            for (String table : List.of("application", "sighting", "heading")) {
                size.put(
                        table,
                        datastore.<String>sql(h ->
                                h.createQuery(
                                                "SELECT count(*) || ' rows, ' ||"
                                                        + " pg_total_relation_size('"
                                                        + table
                                                        + "') / 1000000 || ' MB' FROM "
                                                        + table)
                                        .mapTo(String.class)
                                        .one()));
            }
            return size;
        }
    }
}
