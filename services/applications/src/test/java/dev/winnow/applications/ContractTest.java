package dev.winnow.applications;

import dev.winnow.contracts.Decision;
import dev.winnow.contracts.Streams;
import dev.winnow.contracts.applications.ApplicationForm;
import dev.winnow.contracts.applications.ApplicationStatus;
import dev.winnow.contracts.applications.ApplicationsContracts;
import dev.winnow.contracts.applications.GetRequest;
import dev.winnow.contracts.applications.ListRequest;
import dev.winnow.contracts.screening.ScreeningContracts;
import dev.winnow.contracts.screening.ScreeningStarted;
import dev.winnow.testkit.ConsumerKit;
import dev.winnow.testkit.EndpointKit;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every endpoint and the consumer of the service, put through the contract kit. */
final class ContractTest {
    private static final int MAX_PAYLOAD = 64 << 10;

    private final Fixture fixture = new Fixture();

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void submit() {
        ApplicationForm form = Fixture.form("contract-1", "10");
        EndpointKit.of(ApplicationsContracts.SUBMIT, form)
                .maxPayload(MAX_PAYLOAD)
                .counting(() -> fixture.list(null, 100, null).applications().size())
                .against(fixture.nats())
                .check();
    }

    @Test
    void getAndList() {
        fixture.submit("contract-2");
        GetRequest get = new GetRequest(null, "contract-2");
        EndpointKit.of(ApplicationsContracts.GET, get)
                .maxPayload(MAX_PAYLOAD)
                .against(fixture.nats())
                .check();
        ListRequest list = new ListRequest(ApplicationStatus.RECEIVED, 10, null);
        EndpointKit.of(ApplicationsContracts.LIST, list)
                .maxPayload(MAX_PAYLOAD)
                .against(fixture.nats())
                .check();
    }

    @Test
    void screeningStarted() {
        fixture.service().close();
        ConsumerKit.of(
                        Streams.APPLICATIONS_SCREENING,
                        ScreeningContracts.STARTED,
                        () -> new ScreeningStarted(submitted(), Instant.now()))
                .counting(event -> isScreening(event.applicationId()) ? 1 : 0)
                .serving(fixture::start)
                .against(fixture.nats())
                .check();
    }

    @Test
    void screeningCompleted() {
        fixture.service().close();
        ConsumerKit.of(
                        Streams.APPLICATIONS_SCREENING,
                        ScreeningContracts.COMPLETED,
                        () -> Fixture.result(submitted(), Decision.REFER))
                .counting(event -> fixture.decidedEvents(event.applicationId()))
                .serving(fixture::start)
                .against(fixture.nats())
                .check();
    }

    @Test
    void screeningAgain() {
        fixture.service().close();
        ConsumerKit.of(
                        Streams.APPLICATIONS_SCREENING,
                        ScreeningContracts.RESCREENED,
                        () -> Fixture.rescreened(submitted(), 2, Decision.REFER))
                .counting(event -> fixture.decidedEvents(event.applicationId()))
                .serving(fixture::start)
                .against(fixture.nats())
                .check();
    }

    private String submitted() {
        return fixture.submit(UUID.randomUUID().toString()).application().applicationId();
    }

    private boolean isScreening(String id) {
        return fixture.get(id).application().status() == ApplicationStatus.SCREENING;
    }
}
