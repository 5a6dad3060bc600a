package dev.winnow.velocity;

import dev.winnow.contracts.velocity.VelocityContracts;
import dev.winnow.datastore.Datastore;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.Policies;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Health;
import dev.winnow.messaging.ops.ServiceMain;
import dev.winnow.messaging.ops.Telemetry;
import dev.winnow.velocity.adapter.in.nats.VelocityEndpoint;
import dev.winnow.velocity.adapter.out.crypto.SecretProtection;
import dev.winnow.velocity.adapter.out.jdbi.JdbiHistory;
import dev.winnow.velocity.adapter.out.phone.LibPhoneNumbers;
import dev.winnow.velocity.adapter.out.text.IcuLatin;
import dev.winnow.velocity.application.CheckApplication;
import dev.winnow.velocity.application.Comparison;
import dev.winnow.velocity.application.ForgetOld;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * Main entry point: one running velocity service, with its own connection to NATS and its own
 * database.
 */
public final class VelocityService implements ServiceMain.Running {
    private static final ServiceInfo INFO =
            new ServiceInfo(
                    VelocityContracts.SERVICE,
                    "0.1.0",
                    "How often have we seen this: rates and duplicates.",
                    Map.of());

    private final Datastore datastore;
    private final Messaging messaging;
    private final Sweeper sweeper;

    private VelocityService(Datastore datastore, Messaging messaging, Sweeper sweeper) {
        this.datastore = datastore;
        this.messaging = messaging;
        this.sweeper = sweeper;
    }

    /**
     * Starts it; when this returns it answers.
     *
     * @throws IllegalStateException when the database was made with another secret
     */
    public static VelocityService start(VelocityConfig config, Telemetry telemetry, Health health) {
        return start(config, telemetry, health, Clock.systemUTC());
    }

    static VelocityService start(
            VelocityConfig config, Telemetry telemetry, Health health, Clock clock) {
        Datastore datastore =
                Datastore.open(VelocityContracts.SERVICE, config.database(), telemetry);
        try {
            SecretProtection protection = new SecretProtection(config.velocity().secret().value());
            JdbiHistory history = new JdbiHistory(datastore);
            history.requireSecret(protection.hash("secret mark"));
            Messaging messaging =
                    Messaging.connect(
                            config.nats(), INFO, telemetry, Policies.of(config.policies()));
            try {
                VelocityMeters meters = new VelocityMeters(telemetry.meters());
                VelocityConfig.Settings settings = config.velocity();
                new VelocityEndpoint(
                                new CheckApplication(
                                        history,
                                        protection,
                                        new LibPhoneNumbers(),
                                        Comparison.with(new IcuLatin()),
                                        settings.limits(),
                                        clock,
                                        meters))
                        .register(messaging);
                messaging.register(health);
                health.register(INFO.name() + "-database", datastore::healthy);
                messaging.start();
                Sweeper sweeper =
                        new Sweeper(
                                new ForgetOld(history, settings.retention(), clock, meters),
                                settings.sweepInterval());
                sweeper.start();
                return new VelocityService(datastore, messaging, sweeper);
            } catch (RuntimeException e) {
                messaging.close();
                throw e;
            }
        } catch (RuntimeException e) {
            datastore.close();
            throw e;
        }
    }

    @Override
    public void drain(Duration limit) {
        sweeper.close();
        messaging.drain(limit);
    }

    @Override
    public void close() {
        sweeper.close();
        messaging.close();
        datastore.close();
    }
}
