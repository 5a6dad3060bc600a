package dev.winnow.letters;

import dev.winnow.datastore.DatabaseConfig;
import dev.winnow.datastore.Datastore;
import dev.winnow.letters.adapter.in.nats.NatsAdapter;
import dev.winnow.letters.adapter.out.jdbi.JdbiLetters;
import dev.winnow.letters.application.WriteLetters;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.config.ConfigReader;
import dev.winnow.messaging.ops.ServiceMain;
import dev.winnow.messaging.ops.Telemetry;
import java.time.Duration;

// begin main
public final class Main {
    record Config(NatsConfig nats, DatabaseConfig database) {}

    record Service(Messaging messaging, Datastore datastore) implements ServiceMain.Running {
        @Override
        public void drain(Duration limit) {
            messaging.drain(limit);
        }

        @Override
        public void close() {
            messaging.close();
            datastore.close();
        }
    }

    private Main() {}

    public static void main(String[] args) {
        ServiceMain.run(
                "letters",
                Duration.ofSeconds(20),
                () -> start(ConfigReader.load(Config.class), Telemetry.create("letters")));
    }

    static Service start(Config config, Telemetry telemetry) {
        Datastore datastore = Datastore.open("letters", config.database(), telemetry);
        ServiceInfo info = ServiceInfo.of("letters", "1.0.0", "Writes letters.");
        Messaging messaging = Messaging.connect(config.nats(), info, telemetry);
        NatsAdapter.register(messaging, datastore, new WriteLetters(new JdbiLetters(datastore)));
        datastore.startRelay(messaging.publisher());
        messaging.onDrain(datastore::stopRelay);
        messaging.start();
        return new Service(messaging, datastore);
    }
}
// end
