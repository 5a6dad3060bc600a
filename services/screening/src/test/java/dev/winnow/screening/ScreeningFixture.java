package dev.winnow.screening;

import dev.winnow.contracts.PartyKind;
import dev.winnow.contracts.Streams;
import dev.winnow.contracts.applications.ApplicationForm;
import dev.winnow.contracts.applications.ApplicationsContracts;
import dev.winnow.contracts.applications.Submitted;
import dev.winnow.contracts.screening.ResultRequest;
import dev.winnow.contracts.screening.ScreeningContracts;
import dev.winnow.contracts.screening.ScreeningResult;
import dev.winnow.datastore.DatabaseConfig;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.Deadline;
import dev.winnow.messaging.EventMessage;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.Policies;
import dev.winnow.messaging.PublishOutcome;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.config.Section;
import dev.winnow.messaging.ops.Health;
import dev.winnow.messaging.ops.Telemetry;
import dev.winnow.testkit.Eventually;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;

/** The service on a real NATS and a real database, with what it talks to in a test's hands. */
final class ScreeningFixture implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(30);

    final NatsConfig nats;
    final DatabaseConfig database;
    final Messaging driver;
    private final Runnable atEnd;
    private final Queue<ScreeningResult> completed = new ConcurrentLinkedQueue<>();
    private final List<ScreeningService> services = new ArrayList<>();

    ScreeningFixture(NatsConfig nats, DatabaseConfig database, Runnable atEnd) {
        this.atEnd = atEnd;
        this.nats = nats;
        this.database = database;
        this.driver =
                Messaging.connect(
                        nats,
                        new ServiceInfo("driver", "0.0.1", "A test.", Map.of()),
                        Telemetry.none());
        driver.start();
        driver.raw()
                .subscribe(
                        ScreeningContracts.COMPLETED.subjectPattern(),
                        m -> completed.add(Json.read(m.body(), ScreeningResult.class)));
        driver.raw().flush(Duration.ofSeconds(2));
    }

    /** Quick attempts, so that a test need not wait. */
    ScreeningConfig config() {
        return ScreeningConfig.of(nats, database)
                .withScreening(
                        new ScreeningConfig.Screening(
                                Optional.empty(),
                                8,
                                3,
                                Duration.ofMillis(20),
                                Duration.ofMillis(100),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(8),
                                Duration.ofSeconds(12),
                                Duration.ofMillis(20)))
                .withPolicies(watchlistWithin("500ms"));
    }

    /** One attempt for each question to the watchlist service, of at most that long. */
    static Section watchlistWithin(String timeout) {
        String call = "policies.call.watchlist.v1.screen.";
        return Section.of(
                Policies.SECTION, Map.of(call + "timeout", timeout, call + "max-attempts", "1"));
    }

    ScreeningService start() {
        return start(config());
    }

    ScreeningService start(ScreeningConfig config) {
        ScreeningService service = ScreeningService.start(config, Telemetry.none(), new Health());
        services.add(service);
        return service;
    }

    String submit(Samples.Form form) {
        String id = UUID.randomUUID().toString();
        publish(event(id, form));
        return id;
    }

    EventMessage event(String id, Samples.Form form) {
        return EventMessage.of(
                ApplicationsContracts.SUBMITTED,
                submitted(id, form),
                UUID.randomUUID().toString(),
                Instant.now());
    }

    static Submitted submitted(String id, Samples.Form form) {
        return new Submitted(id, wire(form), Instant.now());
    }

    void publish(EventMessage message) {
        PublishOutcome outcome =
                driver.publisher().publish(List.of(message), Deadline.after(SOON)).getFirst();
        if (!(outcome instanceof PublishOutcome.Acknowledged)) {
            throw new AssertionError("not published: " + outcome);
        }
    }

    /** Waits for the end of a screening. */
    ScreeningResult result(String id) {
        Eventually.that(SOON, () -> "the end of screening " + id, () -> !completed(id).isEmpty());
        return completed(id).getFirst();
    }

    List<ScreeningResult> completed(String id) {
        return completed.stream().filter(r -> r.applicationId().equals(id)).toList();
    }

    /** Asks the service. */
    ScreeningResult ask(String id) {
        return driver.client(ScreeningContracts.RESULT, CallPolicy.ofDefaults())
                .call(new ResultRequest(id));
    }

    int redeliveries() {
        return consumer().path("num_redelivered").asInt();
    }

    /** Waits until every submitted event has been handled and acknowledged. */
    void awaitConsumed() {
        Eventually.that(
                SOON,
                () -> "all events are acknowledged: " + consumer(),
                () -> {
                    JsonNode info = consumer();
                    return info.path("num_pending").asInt(-1) == 0
                            && info.path("num_ack_pending").asInt(-1) == 0;
                });
    }

    private JsonNode consumer() {
        String subject =
                "$JS.API.CONSUMER.INFO." + Streams.APPLICATIONS + "." + Streams.SCREENING_SUBMITTED;
        return Json.read(
                driver.raw().request(subject, new byte[0], Map.of(), SOON).body(), JsonNode.class);
    }

    int sql(String statement, String id) {
        try (Connection connection =
                        DriverManager.getConnection(
                                database.url(), database.user(), database.password().value());
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            prepared.setString(1, id);
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(statement, e);
        }
    }

    private static ApplicationForm wire(Samples.Form form) {
        return new ApplicationForm(
                "reference",
                form.kind == dev.winnow.screening.domain.PartyKind.PERSON
                        ? PartyKind.PERSON
                        : PartyKind.ORGANISATION,
                form.name,
                form.dateOfBirth,
                form.nationality,
                form.documentType,
                form.documentNumber,
                form.documentCountry,
                null,
                null,
                null,
                form.country,
                form.product,
                form.amount,
                form.currency);
    }

    @Override
    public void close() {
        services.forEach(ScreeningService::close);
        driver.close();
        atEnd.run();
    }
}
