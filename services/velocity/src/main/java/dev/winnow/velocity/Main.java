package dev.winnow.velocity;

import dev.winnow.contracts.velocity.VelocityContracts;
import dev.winnow.messaging.config.ConfigReader;
import dev.winnow.messaging.ops.Health;
import dev.winnow.messaging.ops.ProbeServer;
import dev.winnow.messaging.ops.ServiceMain;
import dev.winnow.messaging.ops.Telemetry;
import java.time.Duration;

/** The service as a process of its own. */
public final class Main {
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(20);

    private Main() {}

    public static void main(String[] arguments) {
        ServiceMain.run(VelocityContracts.SERVICE, DRAIN_LIMIT, Main::start);
    }

    private static ServiceMain.Running start() {
        VelocityConfig config = ConfigReader.load(VelocityConfig.class);
        Telemetry telemetry = Telemetry.create(VelocityContracts.SERVICE);
        Health health = Health.starting();
        ProbeServer probes = ProbeServer.start(config.probes(), health, telemetry.prometheus());
        VelocityService service = VelocityService.start(config, telemetry, health);
        health.started();
        return new OwnProcess(service, probes, telemetry);
    }

    private record OwnProcess(VelocityService service, ProbeServer probes, Telemetry telemetry)
            implements ServiceMain.Running {
        @Override
        public void drain(Duration limit) {
            service.drain(limit);
        }

        @Override
        public void close() {
            service.close();
            probes.close();
            telemetry.close();
        }
    }
}
