package dev.winnow.benchmarks.consume;

import dev.winnow.messaging.EventMessage;
import io.nats.client.Connection;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A stream on disk with so many events in it. */
final class BenchStream {
    private static final int AT_ONCE = 10_000;

    private BenchStream() {}

    static void fill(Connection connection, int messages, int keys) throws Exception {
        connection
                .jetStreamManagement()
                .addStream(
                        StreamConfiguration.builder()
                                .name(Counted.STREAM)
                                .subjects("events.bench.>")
                                .storageType(StorageType.File)
                                .build());
        for (int n = 0; n < messages; n++) {
            connection.publish(message("k" + n % keys, n));
            if (n % AT_ONCE == AT_ONCE - 1 || n == messages - 1) {
                await(connection, n + 1);
            }
        }
    }

    private static void await(Connection connection, long stored) throws Exception {
        connection.flush(Duration.ofSeconds(10));
        while (connection
                        .jetStreamManagement()
                        .getStreamInfo(Counted.STREAM)
                        .getStreamState()
                        .getMsgCount()
                < stored) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static NatsMessage message(String key, int n) {
        EventMessage event =
                EventMessage.of(Counted.CONTRACT, Counted.of(key, n), "event-" + n, Instant.EPOCH);
        Headers headers = new Headers();
        for (Map.Entry<String, String> header : event.headers().entrySet()) {
            headers.put(header.getKey(), header.getValue());
        }
        return NatsMessage.builder()
                .subject(event.subject())
                .headers(headers)
                .data(event.body())
                .build();
    }
}
