package dev.winnow.screening;

import dev.winnow.contracts.screening.ScreeningContracts;
import dev.winnow.messaging.config.ConfigReader;
import dev.winnow.messaging.ops.Health;
import dev.winnow.messaging.ops.ProbeServer;
import dev.winnow.messaging.ops.ServiceMain;
import dev.winnow.messaging.ops.Telemetry;
import java.time.Duration;

/** Main entry point: the service as a process of its own. */
public final class Main {
    private Main() {}

    /** Takes no arguments; the configuration comes from a file and the environment. */
    public static void main(String[] args) {
        ServiceMain.run(ScreeningContracts.SERVICE, Duration.ofSeconds(20), Main::start);
    }

    private static ServiceMain.Running start() {
        ScreeningConfig config = ConfigReader.load(ScreeningConfig.class);
        Telemetry telemetry = Telemetry.create(ScreeningContracts.SERVICE);
        Health health = Health.starting();
        ProbeServer probes = ProbeServer.start(config.probes(), health, telemetry.prometheus());
        ScreeningService service = ScreeningService.start(config, telemetry, health);
        health.started();
        return new ServiceMain.Running() {
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
        };
    }
}
