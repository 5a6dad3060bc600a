package dev.winnow.benchmarks.consume;

import dev.winnow.messaging.ConsumerPolicy;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.Outcome;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Telemetry;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The runtime with everything on: JSON, validation, order by key, circuit, metrics, trace. */
final class WinnowConsumer implements Consuming {
    private final String url;
    private final Telemetry telemetry = Telemetry.create("bench");

    WinnowConsumer(String url) {
        this.url = url;
    }

    @Override
    public String name() {
        return "Winnow, everything on";
    }

    @Override
    public AutoCloseable consume(String durable, LongAdder handled) {
        Messaging messaging =
                Messaging.connect(
                        NatsConfig.of(url),
                        new ServiceInfo("bench", "1.0.0", "measured", Map.of()),
                        telemetry);
        messaging
                .consumer(
                        Counted.STREAM,
                        durable,
                        ConsumerPolicy.ofDefaults().withMaxInFlight(IN_FLIGHT))
                .on(
                        Counted.CONTRACT,
                        event -> {
                            handled.increment();
                            return Outcome.done();
                        })
                .register();
        messaging.start();
        return messaging;
    }

    @Override
    public void end() {
        telemetry.close();
    }
}
