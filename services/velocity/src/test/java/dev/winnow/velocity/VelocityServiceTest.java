package dev.winnow.velocity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.PartyKind;
import dev.winnow.contracts.velocity.CheckReply;
import dev.winnow.contracts.velocity.CheckRequest;
import dev.winnow.contracts.velocity.CheckStatus;
import dev.winnow.contracts.velocity.Counter;
import dev.winnow.contracts.velocity.Duplicate;
import dev.winnow.contracts.velocity.KeyKind;
import dev.winnow.contracts.velocity.VelocityContracts;
import dev.winnow.contracts.velocity.Window;
import dev.winnow.datastore.DatabaseConfig;
import dev.winnow.datastore.Datastore;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.Client;
import dev.winnow.messaging.FanOut;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.ServiceErrorException;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.config.Secret;
import dev.winnow.messaging.ops.Health;
import dev.winnow.messaging.ops.Telemetry;
import dev.winnow.testkit.EndpointKit;
import dev.winnow.testkit.Eventually;
import dev.winnow.testkit.TestDatabase;
import dev.winnow.testkit.TestNats;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole service on real servers, seen through its contract. */
final class VelocityServiceTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Secret SECRET = new Secret("invented-secret-of-enough-letters");
    private static final Duration SOON = Duration.ofSeconds(20);

    private final TestNats nats = TestNats.fresh();
    private final DatabaseConfig database = TestDatabase.fresh().config();
    private final Messaging caller =
            Messaging.connect(
                    nats.config(),
                    new ServiceInfo("caller", "0.0.1", "A test.", Map.of()),
                    Telemetry.none());
    private final Client<CheckRequest, CheckReply> check =
            caller.client(
                    VelocityContracts.CHECK,
                    CallPolicy.ofDefaults().withTimeout(SOON).withMaxAttempts(1));
    private final List<VelocityService> services = new ArrayList<>();

    @AfterEach
    void end() {
        services.forEach(VelocityService::close);
        caller.close();
        nats.close();
    }

    @Test
    void anApplicationIsCountedOnceAndHasOneAnswer() {
        start();
        CheckRequest first = request("a-1", NOW, "Ada Alpha");
        CheckReply reply = check.call(first);
        assertThat(reply.status()).isEqualTo(CheckStatus.COMPLETE);
        assertThat(reply.counters()).hasSize(6 * 4).allMatch(c -> c.applications() == 1);
        check.call(request("a-2", NOW.plus(Duration.ofHours(2)), "Bea Beta"));
        assertThat(check.call(first)).isEqualTo(reply);

        CheckReply third = check.call(request("a-3", NOW.plus(Duration.ofHours(2)), "Cia Gamma"));
        assertThat(counter(third, KeyKind.PHONE, Window.HOUR).applications()).isEqualTo(2);
        Counter day = counter(third, KeyKind.PHONE, Window.DAY);
        assertThat(day.applications()).isEqualTo(3);
        assertThat(day.applicants()).isEqualTo(3);
        assertThat(day.amounts().getFirst().sum()).isEqualByComparingTo("37.5");
        assertThat(counter(third, KeyKind.NAME, Window.MONTH).applications()).isEqualTo(1);
        assertThat(day.more()).isFalse();

        ServiceErrorException refused =
                catchThrowableOfType(
                        ServiceErrorException.class,
                        () -> check.call(request("a-1", NOW, "Ada Omega")));
        assertThat(refused.code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(refused.getMessage()).doesNotContain("Ada");
        assertThat(rows("application")).isEqualTo(3);
    }

    @Test
    void whatWasSubmittedInTheFutureIsRefused() {
        start();
        for (Instant at : List.of(NOW.plus(Duration.ofDays(2)), Instant.MAX, Instant.MIN)) {
            ServiceErrorException refused =
                    catchThrowableOfType(
                            ServiceErrorException.class,
                            () -> check.call(request("a-1", at, "Ada Alpha")));
            assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(refused).hasMessageContaining("submittedAt");
        }
        assertThat(rows()).isZero();
    }

    @Test
    void ofManyAtTheSameMomentEachSeesThoseBeforeIt() throws Exception {
        start();
        start(); // two instances, one database
        int many = 40;
        List<Callable<CheckReply>> calls = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            CheckRequest request = request("a-" + i, NOW.plusMillis(i), "Ada Alpha");
            calls.add(() -> check.call(request));
            calls.add(() -> check.call(request)); // and again at the same moment
        }
        List<Integer> counts = new ArrayList<>();
        List<CheckReply> replies = FanOut.failFast(16, calls);
        for (int i = 0; i < replies.size(); i += 2) {
            assertThat(replies.get(i)).isEqualTo(replies.get(i + 1));
            counts.add(counter(replies.get(i), KeyKind.EMAIL, Window.HOUR).applications());
        }
        assertThat(counts)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, many).boxed().toList());
    }

    @Test
    void theSameApplicantIsFoundUnderOtherData() {
        start();
        check.call(person("a-1", "Marina Oyelaran", LocalDate.of(1984, 3, 12)));
        check.call(person("a-2", "Tessa Lindqvist", LocalDate.of(1984, 3, 12)));
        CheckReply reply = check.call(person("a-3", "Oyelaran, Maryna", LocalDate.of(1984, 12, 3)));
        assertThat(reply.duplicates()).hasSize(1);
        Duplicate duplicate = reply.duplicates().getFirst();
        assertThat(duplicate.applicationId()).isEqualTo("a-1");
        assertThat(duplicate.submittedAt()).isEqualTo(NOW);
        assertThat(duplicate.differs()).containsExactly("name", "dateOfBirth");
        assertThat(duplicate.score())
                .isBetween(0.85, 0.99)
                .isEqualTo(
                        duplicate.explanation().stream()
                                .mapToDouble(Duplicate.Feature::effect)
                                .sum(),
                        within(1e-4));
    }

    @Test
    void theDatabaseHasNoPersonalDataInTheClear() {
        start();
        check.call(request("a-1", NOW, "Marina Oyelaran"));
        StringBuilder all = new StringBuilder();
        try (Datastore store = look()) {
            for (String table : List.of("application", "sighting", "heading", "secret_mark")) {
                List<String> rows =
                        store.sql(h ->
                                h.createQuery("SELECT t::text FROM " + table + " t")
                                        .mapTo(String.class)
                                        .list());
                assertThat(rows).as(table).isNotEmpty();
                all.append(rows);
            }
        }
        // Bytes are shown in hexadecimal.
        String plain = HexFormat.of().formatHex("Oyelaran".getBytes(StandardCharsets.UTF_8));
        assertThat(all.toString())
                .doesNotContainIgnoringCase("oyelaran")
                .doesNotContain(
                        plain,
                        "1984-03-12",
                        "example",
                        "2079460958",
                        "Orchard",
                        "192.0.2",
                        "X1234567")
                .doesNotContain(SECRET.value());
    }

    @Test
    void anotherSecretIsRefusedAtTheStart() {
        start();
        VelocityConfig other =
                VelocityConfig.of(
                        nats.config(), database, new Secret("another-secret-of-enough-letters"));
        assertThatThrownBy(() -> VelocityService.start(other, Telemetry.none(), new Health()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("velocity.secret")
                .hasMessageNotContaining("another-secret");
    }

    @Test
    void anAnswerOutlivesARestart() {
        VelocityService first = start();
        CheckRequest request = request("a-1", NOW, "Ada Alpha");
        CheckReply reply = check.call(request);
        first.drain(SOON);
        first.close();
        services.clear();
        start();
        assertThat(check.call(request)).isEqualTo(reply);
    }

    @Test
    void whatIsPastItsTimeIsRemoved() {
        VelocityConfig config = config(Duration.ofMillis(50));
        check(start(config, NOW), "a-1", NOW.minus(Duration.ofDays(10)));
        assertThat(rows()).isPositive();
        services.forEach(VelocityService::close);
        services.clear();
        start(config, NOW.plus(Duration.ofDays(36)));
        Eventually.that(SOON, () -> "all rows are gone", () -> rows() == 0);
    }

    @Test
    void whatLiesBeyondTheBoundsIsSaidAndNotMadeUp() {
        VelocityConfig config =
                VelocityConfig.of(nats.config(), database, SECRET)
                        .withVelocity(
                                VelocityConfig.Settings.ofDefaults(SECRET).withBounds(3, 3, 2));
        start(config, NOW);
        CheckReply last = check.call(request("a-0", NOW, "Ada Alpha"));
        for (int i = 1; i < 8; i++) {
            last = check.call(request("a-" + i, NOW.plusSeconds(i), "Ada Alpha"));
        }
        assertThat(counter(last, KeyKind.PHONE, Window.HOUR).applications()).isEqualTo(4);
        assertThat(counter(last, KeyKind.PHONE, Window.HOUR).more()).isTrue();
        assertThat(last.status()).isEqualTo(CheckStatus.PARTIAL);
        assertThat(last.gaps()).hasSize(2);
        assertThat(last.duplicates()).hasSize(2);
    }

    @Test
    void theEndpointIsRobust() {
        start();
        try (Datastore store = look()) {
            EndpointKit.of(VelocityContracts.CHECK, request("kit", NOW, "Ada Alpha"))
                    .maxPayload(32 * 1024)
                    .counting(() -> (int) rows(store, "application"))
                    .against(nats.config())
                    .check();
        }
    }

    private VelocityService start() {
        return start(VelocityConfig.of(nats.config(), database, SECRET), NOW);
    }

    private VelocityService start(VelocityConfig config, Instant now) {
        VelocityService service =
                VelocityService.start(
                        config, Telemetry.none(), new Health(), Clock.fixed(now, ZoneOffset.UTC));
        services.add(service);
        return service;
    }

    private VelocityConfig config(Duration sweepInterval) {
        VelocityConfig.Settings all = VelocityConfig.Settings.ofDefaults(SECRET);
        return VelocityConfig.of(nats.config(), database, SECRET)
                .withVelocity(
                        new VelocityConfig.Settings(
                                SECRET,
                                all.perKey(),
                                all.perHeading(),
                                all.comparisons(),
                                all.score(),
                                all.duplicates(),
                                all.tolerance(),
                                all.retention(),
                                sweepInterval));
    }

    private void check(VelocityService running, String id, Instant at) {
        assertThat(running).isNotNull();
        check.call(request(id, at, "Ada Alpha"));
    }

    private long rows() {
        return rows("application") + rows("sighting") + rows("heading");
    }

    private long rows(String table) {
        try (Datastore store = look()) {
            return rows(store, table);
        }
    }

    private static long rows(Datastore store, String table) {
        return store.sql(
                h -> h.createQuery("SELECT count(*) FROM " + table).mapTo(Long.class).one());
    }

    private Datastore look() {
        return Datastore.open("velocity", database, Telemetry.none());
    }

    private static Counter counter(CheckReply reply, KeyKind key, Window window) {
        return reply.counters().stream()
                .filter(c -> c.key() == key && c.window() == window)
                .findFirst()
                .orElseThrow();
    }

    private static CheckRequest person(String id, String name, LocalDate born) {
        return request(id, NOW, name, born, null);
    }

    private static CheckRequest request(String id, Instant at, String name) {
        return request(
                id,
                at,
                name,
                LocalDate.of(1984, 3, 12),
                new CheckRequest.Document("passport", "X1234567", "GB"));
    }

    private static CheckRequest request(
            String id,
            Instant at,
            String name,
            LocalDate born,
            CheckRequest.@Nullable Document document) {
        boolean whole = document != null;
        return new CheckRequest(
                id,
                at,
                PartyKind.PERSON,
                name,
                born,
                document,
                whole ? "ada@example.org" : null,
                whole ? "020 7946 0958" : null,
                "12 Orchard Lane, Wexbury 4711",
                "GB",
                whole ? "device-1" : null,
                whole ? "192.0.2.7" : null,
                new BigDecimal("12.5"),
                "EUR");
    }
}
