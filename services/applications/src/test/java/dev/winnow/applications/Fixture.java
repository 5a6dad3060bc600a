package dev.winnow.applications;

import dev.winnow.contracts.Decision;
import dev.winnow.contracts.EventContract;
import dev.winnow.contracts.PartyKind;
import dev.winnow.contracts.Reason;
import dev.winnow.contracts.applications.ApplicationForm;
import dev.winnow.contracts.applications.ApplicationStatus;
import dev.winnow.contracts.applications.ApplicationSummary;
import dev.winnow.contracts.applications.ApplicationsContracts;
import dev.winnow.contracts.applications.GetReply;
import dev.winnow.contracts.applications.GetRequest;
import dev.winnow.contracts.applications.ListReply;
import dev.winnow.contracts.applications.ListRequest;
import dev.winnow.contracts.applications.SubmitReply;
import dev.winnow.contracts.screening.PolicyVersion;
import dev.winnow.contracts.screening.Rescreened;
import dev.winnow.contracts.screening.RescreeningCause;
import dev.winnow.contracts.screening.ScreeningContracts;
import dev.winnow.contracts.screening.ScreeningResult;
import dev.winnow.contracts.screening.ScreeningStarted;
import dev.winnow.datastore.DatabaseConfig;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.Client;
import dev.winnow.messaging.Deadline;
import dev.winnow.messaging.EventMessage;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.PublishOutcome;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Health;
import dev.winnow.messaging.ops.Telemetry;
import dev.winnow.testkit.Eventually;
import dev.winnow.testkit.TestDatabase;
import dev.winnow.testkit.TestNats;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The service on a NATS and a database of its own, and a caller that plays screening's part. */
final class Fixture implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(20);

    private final TestNats nats = TestNats.fresh();
    private final DatabaseConfig database = TestDatabase.fresh().config();
    private final Messaging caller =
            Messaging.connect(
                    nats.config(),
                    new ServiceInfo("test-caller", "0.0.1", "calls", Map.of()),
                    Telemetry.none());
    private final Client<ApplicationForm, SubmitReply> submit =
            caller.client(ApplicationsContracts.SUBMIT, CallPolicy.ofDefaults());
    private final Client<GetRequest, GetReply> get =
            caller.client(ApplicationsContracts.GET, CallPolicy.ofDefaults());
    private final Client<ListRequest, ListReply> list =
            caller.client(ApplicationsContracts.LIST, CallPolicy.ofDefaults());
    private ApplicationsService service = start();

    NatsConfig nats() {
        return nats.config();
    }

    ApplicationsService start() {
        return ApplicationsService.start(
                ApplicationsConfig.of(nats.config(), database), Telemetry.none(), new Health());
    }

    /** As a crash: nothing is drained. */
    void restart() {
        service.close();
        service = start();
    }

    ApplicationsService service() {
        return service;
    }

    static ApplicationForm form(String reference, @Nullable String amount) {
        return new ApplicationForm(
                reference,
                PartyKind.PERSON,
                "Ada Example",
                LocalDate.of(1985, 3, 14),
                "ES",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                amount == null ? null : new BigDecimal(amount),
                null);
    }

    SubmitReply submit(ApplicationForm form) {
        return submit.call(form);
    }

    SubmitReply submit(String reference) {
        return submit(form(reference, null));
    }

    GetReply get(String applicationId) {
        return get.call(new GetRequest(applicationId, null));
    }

    GetReply get(GetRequest request) {
        return get.call(request);
    }

    ListReply list(@Nullable ApplicationStatus status, int size, @Nullable String token) {
        return list.call(new ListRequest(status, size, token));
    }

    ApplicationSummary await(String applicationId, ApplicationStatus status) {
        Eventually.that(
                SOON,
                () -> applicationId + " " + status,
                () -> get(applicationId).application().status() == status);
        return get(applicationId).application();
    }

    void started(String applicationId) {
        publish(
                ScreeningContracts.STARTED,
                new ScreeningStarted(applicationId, Instant.now()),
                UUID.randomUUID().toString());
    }

    void completed(String applicationId, Decision decision, String eventId) {
        publish(ScreeningContracts.COMPLETED, result(applicationId, decision), eventId);
    }

    void rescreened(String applicationId, int revision, Decision decision, String eventId) {
        publish(
                ScreeningContracts.RESCREENED,
                rescreened(applicationId, revision, decision),
                eventId);
    }

    static Rescreened rescreened(String applicationId, int revision, Decision decision) {
        return new Rescreened(
                applicationId,
                revision,
                Decision.APPROVE,
                new RescreeningCause("un", 1, 2),
                result(applicationId, decision));
    }

    static ScreeningResult result(String applicationId, Decision decision) {
        return new ScreeningResult(
                applicationId,
                decision,
                List.of(new Reason("TEST", "As the test wants it.")),
                List.of(),
                List.of(),
                new PolicyVersion("test", "1", "0"),
                Instant.now(),
                Instant.now());
    }

    private <E> void publish(EventContract<E> contract, E event, String id) {
        EventMessage made = EventMessage.of(contract, event, id, Instant.now());
        // A message id of its own each time: as a redrive, past JetStream's own deduplication.
        EventMessage message =
                new EventMessage(
                        made.stream(),
                        made.subject(),
                        UUID.randomUUID().toString(),
                        made.headers(),
                        made.body());
        PublishOutcome outcome =
                caller.publisher().publish(List.of(message), Deadline.after(SOON)).getFirst();
        if (!(outcome instanceof PublishOutcome.Acknowledged)) {
            throw new AssertionError("not published: " + outcome);
        }
    }

    /** How many messages a stream keeps on a subject. */
    int kept(String stream, String subject) {
        byte[] reply =
                caller.raw()
                        .request(
                                "$JS.API.STREAM.INFO." + stream,
                                Json.write(Map.of("subjects_filter", subject)),
                                Map.of(),
                                SOON)
                        .body();
        int count = 0;
        for (var subjects : Json.mapper().readTree(reply).path("state").path("subjects")) {
            count += subjects.asInt();
        }
        return count;
    }

    int submittedEvents(String applicationId) {
        return kept("APPLICATIONS", "events.applications.submitted.v1." + applicationId);
    }

    int decidedEvents(String applicationId) {
        return kept("APPLICATIONS", "events.applications.decided.v1." + applicationId);
    }

    /** Each with the number of its result, the first one first. */
    List<String> earlierDecisions(String applicationId) {
        String select =
                "SELECT revision || ' ' || status FROM earlier_decision"
                        + " WHERE application_id = CAST(? AS uuid) ORDER BY revision";
        try (Connection connection =
                        DriverManager.getConnection(
                                database.url(), database.user(), database.password().value());
                PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setString(1, applicationId);
            List<String> found = new ArrayList<>();
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new AssertionError(select, e);
        }
    }

    @Override
    public void close() {
        caller.close();
        service.close();
        nats.close();
    }
}
