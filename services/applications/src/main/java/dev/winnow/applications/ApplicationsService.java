package dev.winnow.applications;

import dev.winnow.applications.adapter.in.nats.NatsAdapter;
import dev.winnow.applications.adapter.out.jdbi.JdbiApplications;
import dev.winnow.applications.adapter.out.jdbi.OutboxAnnouncements;
import dev.winnow.applications.application.FindApplications;
import dev.winnow.applications.application.FollowScreening;
import dev.winnow.applications.application.SubmitApplication;
import dev.winnow.contracts.applications.ApplicationsContracts;
import dev.winnow.datastore.Datastore;
import dev.winnow.messaging.ConsumerPolicy;
import dev.winnow.messaging.EndpointPolicy;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.Policies;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Health;
import dev.winnow.messaging.ops.ServiceMain;
import dev.winnow.messaging.ops.Telemetry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** The running service, wired; closing it without a drain is a crash that loses nothing. */
public final class ApplicationsService implements ServiceMain.Running {
    private static final ServiceInfo INFO =
            new ServiceInfo(
                    ApplicationsContracts.SERVICE,
                    "0.1.0",
                    "Intake and the life of an application",
                    Map.of());
    private static final EndpointPolicy ENDPOINTS =
            EndpointPolicy.ofDefaults()
                    .withMaxWait(Duration.ofMillis(250))
                    .withMaxPayloadBytes(64 * 1024);

    private final Messaging messaging;
    private final Datastore datastore;

    private ApplicationsService(Messaging messaging, Datastore datastore) {
        this.messaging = messaging;
        this.datastore = datastore;
    }

    /** Returns when the service answers; it fails when the database or NATS cannot be used. */
    public static ApplicationsService start(
            ApplicationsConfig config, Telemetry telemetry, Health health) {
        String name = ApplicationsContracts.SERVICE;
        Datastore datastore = Datastore.open(name, config.database(), telemetry);
        try {
            Messaging messaging =
                    Messaging.connect(
                            config.nats(), INFO, telemetry, Policies.of(config.policies()));
            try {
                wire(messaging, datastore);
                messaging.register(health);
                health.register(name + "-database", datastore::healthy);
                health.registerProblem(name + "-outbox", datastore::outboxProblem);
                datastore.startRelay(messaging.publisher());
                datastore.answerOutbox(messaging);
                // What is in flight commits first; then what it committed is published.
                messaging.onDrain(datastore::stopRelay);
                messaging.start();
                return new ApplicationsService(messaging, datastore);
            } catch (RuntimeException e) {
                messaging.close();
                throw e;
            }
        } catch (RuntimeException e) {
            datastore.close();
            throw e;
        }
    }

    private static void wire(Messaging messaging, Datastore datastore) {
        JdbiApplications applications = new JdbiApplications(datastore);
        OutboxAnnouncements announcements = new OutboxAnnouncements(datastore.outbox());
        Clock clock = Clock.systemUTC();
        NatsAdapter.endpoints(
                messaging,
                ENDPOINTS,
                new SubmitApplication(
                        applications,
                        announcements,
                        datastore::transact,
                        clock,
                        new SecureRandom()),
                new FindApplications(applications));
        NatsAdapter.consumer(
                messaging,
                ConsumerPolicy.ofDefaults(),
                datastore,
                new FollowScreening(applications, announcements, datastore::transact, clock));
    }

    @Override
    public void drain(Duration limit) {
        messaging.drain(limit);
    }

    @Override
    public void close() {
        datastore.close();
        messaging.close();
    }
}
