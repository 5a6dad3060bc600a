package dev.winnow.cli.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.contracts.Contracts;
import dev.winnow.contracts.EventContract;
import dev.winnow.contracts.RequestContract;
import dev.winnow.contracts.ServiceContracts;
import dev.winnow.contracts.Streams;
import dev.winnow.contracts.applications.ApplicationStatus;
import dev.winnow.contracts.applications.ApplicationSummary;
import dev.winnow.contracts.applications.ApplicationsContracts;
import dev.winnow.contracts.applications.GetRequest;
import dev.winnow.contracts.outbox.OutboxContracts;
import dev.winnow.contracts.outbox.OutboxStatusRequest;
import dev.winnow.contracts.outbox.ReconcileRequest;
import dev.winnow.contracts.watchlist.LoadRequest;
import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.datastore.DatabaseConfig;
import dev.winnow.datastore.Datastore;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.DeadLetterBox;
import dev.winnow.messaging.DeadLetterFilter;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsLogins;
import dev.winnow.messaging.NatsPermissions;
import dev.winnow.messaging.Redrive;
import dev.winnow.messaging.ops.Telemetry;
import dev.winnow.testkit.Eventually;
import dev.winnow.testkit.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Each service logs in as itself and may touch just its own subjects, streams and database; the
 * permissions are generated from its declared contracts.
 */
final class Promise10LeastPrivilegeTest {
    private static final Path SAMPLES =
            Path.of("..", "..", "scripts", "samples").toAbsolutePath().normalize();
    private static final CallPolicy POLICY = CallPolicy.ofDefaults();

    private GuardedHouse house;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        house = new GuardedHouse(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void theHouseDoesAllItsWorkWithinThePermissions() throws Exception {
        Messaging operator = house.operator;
        house.open(List.of(SAMPLES));
        String list = SAMPLES.resolve("watchlist.csv").toString();
        operator.client(WatchlistContracts.LOAD, POLICY)
                .call(new LoadRequest("sample", list, null));
        assertThat(decided().status()).isEqualTo(ApplicationStatus.APPROVED);

        for (ServiceContracts each : Contracts.SERVICES) {
            if (each.publishes().isEmpty()) {
                continue; // it has no outbox
            }
            String name = each.service();
            operator.client(OutboxContracts.status(name), POLICY).call(new OutboxStatusRequest());
            Eventually.that(
                    House.SOON,
                    () ->
                            operator.client(OutboxContracts.reconcile(name), POLICY)
                                            .call(new ReconcileRequest(null, null, true))
                                            .checked()
                                    > 0);
        }
        for (ServiceContracts each : Contracts.SERVICES) {
            each.consumes().forEach(this::poison);
        }
        house.drain();
        assertThat(house.violations()).isEmpty();
    }

    private ApplicationSummary decided() {
        String id =
                house.operator
                        .client(ApplicationsContracts.SUBMIT, POLICY)
                        .call(Applicant.blameless())
                        .application()
                        .applicationId();
        Eventually.that(House.SOON, () -> get(id).decidedAt() != null);
        return get(id);
    }

    private ApplicationSummary get(String id) {
        return house.operator
                .client(ApplicationsContracts.GET, POLICY)
                .call(new GetRequest(id, null))
                .application();
    }

    /** Dies, is redriven and dies again. */
    private void poison(ServiceContracts.Durable durable) {
        String subject = filter(durable).replace("*", "poison");
        house.operator.raw().publish(subject, new byte[] {'{'}, Map.of());
        DeadLetterBox letters = house.operator.deadLetters();
        Eventually.that(House.SOON, () -> dead(durable, letters).isPresent());
        long first = dead(durable, letters).orElseThrow();
        assertThat(letters.redrive(first)).isInstanceOf(Redrive.Done.class);
        Eventually.that(
                House.SOON, () -> dead(durable, letters).filter(next -> next > first).isPresent());
    }

    /** What it takes, replays aside. */
    private String filter(ServiceContracts.Durable durable) {
        JsonNode info = request("$JS.API.CONSUMER.INFO." + durable.stream() + "." + durable.name());
        for (JsonNode filter : info.path("config").path("filter_subjects")) {
            if (filter.asString("").startsWith("events.")) {
                return filter.asString("");
            }
        }
        throw new AssertionError("it takes nothing: " + info);
    }

    private static Optional<Long> dead(ServiceContracts.Durable durable, DeadLetterBox letters) {
        return letters.list(DeadLetterFilter.all(), 0, 10).stream()
                .filter(letter -> letter.consumer().equals(durable.name()))
                .map(letter -> letter.sequence())
                .reduce((one, later) -> later);
    }

    @Test
    void theContractsThatAreDeclaredAreThoseThatAreUsed() throws Exception {
        house.open(List.of(SAMPLES));
        JsonNode connections = connections();
        for (ServiceContracts service : Contracts.SERVICES) {
            String name = service.service();
            assertThat(policies(name))
                    .as(name)
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.of(
                                            service.answers().stream()
                                                    .map(each -> "endpoint " + each.subject()),
                                            service.calls().stream()
                                                    .map(each -> "call " + each.subject()),
                                            service.consumes().stream()
                                                    .map(each ->
                                                            "consumer "
                                                                    + each.stream()
                                                                    + "."
                                                                    + each.name()))
                                    .flatMap(each -> each)
                                    .toList());
            assertThat(subscriptions(connections, name))
                    .as("what %s is subscribed to", name)
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(
                                            service.answers().stream()
                                                    .map(RequestContract::subject),
                                            service.hears().stream()
                                                    .map(EventContract::subjectPattern))
                                    .toList());
        }
    }

    private List<String> policies(String service) {
        JsonNode info = request("$SRV.INFO." + service);
        String subject =
                info.path("endpoints").findValuesAsString("subject").stream()
                        .filter(each -> each.startsWith("winnow.policies."))
                        .findFirst()
                        .orElseThrow();
        List<String> policies = new ArrayList<>();
        for (JsonNode policy : request(subject).path("policies")) {
            policies.add(policy.path("kind").asString("") + " " + policy.path("name").asString(""));
        }
        return policies;
    }

    private JsonNode request(String subject) {
        return Json.read(
                house.operator.raw().request(subject, new byte[0], Map.of(), House.SOON).body(),
                JsonNode.class);
    }

    private JsonNode connections() throws IOException {
        URI uri = URI.create(house.monitoring() + "/connz?subs=1");
        try (var page = uri.toURL().openStream()) {
            return Json.mapper().readTree(page.readAllBytes());
        }
    }

    /** Besides those that every service has. */
    private static List<String> subscriptions(JsonNode connections, String service) {
        List<String> subjects = new ArrayList<>();
        for (JsonNode connection : connections.path("connections")) {
            if (connection.path("name").asString("").equals(service)) {
                connection.path("subscriptions_list").forEach(s -> subjects.add(s.asString("")));
            }
        }
        assertThat(subjects).as("the connection of %s", service).isNotEmpty();
        subjects.removeIf(subject ->
                subject.startsWith("$SRV.")
                        || subject.startsWith("_INBOX." + service + ".")
                        || subject.startsWith("winnow.policies." + service + "."));
        return subjects;
    }

    @Test
    void theConsumersThatAreDeclaredAreThoseOfNatsConfig() {
        List<ServiceContracts.Durable> declared =
                Contracts.SERVICES.stream().flatMap(each -> each.consumes().stream()).toList();
        List<String> streams =
                List.of(
                        Streams.APPLICATIONS,
                        Streams.SCREENING,
                        Streams.WATCHLIST,
                        Streams.DEAD_LETTERS);
        List<ServiceContracts.Durable> there = new ArrayList<>();
        for (String stream : streams) {
            request("$JS.API.CONSUMER.NAMES." + stream)
                    .path("consumers")
                    .forEach(name ->
                            there.add(new ServiceContracts.Durable(stream, name.asString(""))));
        }
        assertThat(declared).containsExactlyInAnyOrderElementsOf(there);
    }

    @Test
    void whatIsAnothersIsRefused() throws IOException {
        NatsLogins logins = NatsLogins.of(Contracts.SERVICES);
        for (NatsPermissions mine : logins.services()) {
            try (Socket intruder = house.intruder(mine.service())) {
                for (NatsPermissions theirs : logins.services()) {
                    if (!theirs.equals(mine)) {
                        refusesPublishing(intruder, mine, theirs.publish());
                        refusesSubscribing(intruder, mine, theirs.subscribe());
                    }
                }
            }
        }
        assertThat(house.violations()).isNotEmpty();
    }

    @Test
    void whatIsTheOperatorsIsRefused() throws IOException {
        for (NatsPermissions mine : NatsLogins.of(Contracts.SERVICES).services()) {
            try (Socket intruder = house.intruder(mine.service())) {
                for (String stream : List.of("APPLICATIONS", "SCREENING", "WATCHLIST")) {
                    refusesPublishing(
                            intruder,
                            mine,
                            List.of(
                                    "$JS.API.STREAM.CREATE." + stream,
                                    "$JS.API.STREAM.UPDATE." + stream,
                                    "$JS.API.STREAM.DELETE." + stream,
                                    "$JS.API.STREAM.PURGE." + stream,
                                    "$JS.API.STREAM.MSG.DELETE." + stream,
                                    "$JS.API.CONSUMER.DURABLE.CREATE." + stream + ".any",
                                    "$JS.API.CONSUMER.PAUSE." + stream + ".any"));
                }
                refusesPublishing(
                        intruder,
                        mine,
                        List.of(
                                "$JS.API.STREAM.MSG.GET.DEAD_LETTERS",
                                "replay.screening-submitted.events.applications.submitted.v1.a",
                                "replay.applications-screening.events.screening.started.v1.a",
                                "dead-letters.WATCHLIST.any",
                                "$SRV.PING",
                                "any.thing"));
                refusesSubscribing(
                        intruder,
                        mine,
                        List.of(">", "*.*.*", "_INBOX.>", "_INBOX.operator.>", "events.>"));
                assertThat(intruder.refusal("SUB _INBOX." + mine.service() + ".x 9")).isEmpty();
            }
        }
    }

    private static void refusesPublishing(
            Socket intruder, NatsPermissions mine, List<String> subjects) throws IOException {
        for (String pattern : subjects) {
            if (!mine.publish().contains(pattern)) {
                String subject = pattern.replace("*", "x").replace(">", "x.y");
                assertThat(intruder.refusal("PUB " + subject + " 0\r\n"))
                        .as("%s publishes to %s", mine.service(), subject)
                        .contains("Permissions Violation");
            }
        }
    }

    private static void refusesSubscribing(
            Socket intruder, NatsPermissions mine, List<String> subjects) throws IOException {
        for (String subject : subjects) {
            if (!mine.subscribe().contains(subject)) {
                assertThat(intruder.refusal("SUB " + subject + " 7"))
                        .as("%s subscribes to %s", mine.service(), subject)
                        .contains("Permissions Violation");
            }
        }
    }

    @Test
    void aRoleHasNoWayIntoAnothersDatabase() {
        DatabaseConfig mine = TestDatabase.fresh().config();
        DatabaseConfig theirs = TestDatabase.fresh().config();
        DatabaseConfig intruding =
                DatabaseConfig.ofDefaults(theirs.url(), mine.user(), mine.password());
        assertThatThrownBy(() -> Datastore.open("intruder", intruding, Telemetry.none()).close())
                .hasStackTraceContaining("permission denied for database");
        Datastore.open("owner", theirs, Telemetry.none()).close();
    }
}
