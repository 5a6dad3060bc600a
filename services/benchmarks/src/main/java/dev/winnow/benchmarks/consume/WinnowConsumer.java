package dev.winnow.benchmarks.consume;

import dev.winnow.messaging.ConsumerBuilder;
import dev.winnow.messaging.ConsumerPolicy;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.Outcome;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Telemetry;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * The runtime: with everything on, which is JSON, validation, order by key, circuit, metrics and
 * trace; or plain, where the handler gets the bytes and keys have no order.
 */
final class WinnowConsumer implements Consuming {
    private final String url;
    private final boolean plain;
    private final Telemetry telemetry;

    WinnowConsumer(String url, boolean plain) {
        this.url = url;
        this.plain = plain;
        this.telemetry = plain ? Telemetry.none() : Telemetry.create("bench");
    }

    @Override
    public String name() {
        return plain ? "Winnow, plain" : "Winnow, everything on";
    }

    @Override
    public AutoCloseable consume(String durable, LongAdder handled) {
        Messaging messaging =
                Messaging.connect(
                        NatsConfig.of(url),
                        new ServiceInfo("bench", "1.0.0", "measured", Map.of()),
                        telemetry);
        ConsumerBuilder consumer =
                messaging.consumer(
                        Counted.STREAM,
                        durable,
                        ConsumerPolicy.ofDefaults()
                                .withMaxInFlight(IN_FLIGHT)
                                .withOrderedByKey(!plain));
        if (plain) {
            consumer.onOthers(event -> done(handled)).register();
        } else {
            consumer.on(Counted.CONTRACT, event -> done(handled)).register();
        }
        messaging.start();
        return messaging;
    }

    private static Outcome done(LongAdder handled) {
        handled.increment();
        return Outcome.done();
    }

    @Override
    public void end() {
        telemetry.close();
    }
}
