package dev.winnow.screening;

import dev.winnow.contracts.velocity.CheckReply;
import dev.winnow.contracts.velocity.CheckRequest;
import dev.winnow.contracts.velocity.CheckStatus;
import dev.winnow.contracts.velocity.Counter;
import dev.winnow.contracts.velocity.Duplicate;
import dev.winnow.contracts.velocity.VelocityContracts;
import dev.winnow.messaging.EndpointPolicy;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Telemetry;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Stands in for the velocity service, on the wire; a test says what it has seen. */
final class FakeVelocity implements AutoCloseable {
    final Queue<CheckRequest> requests = new ConcurrentLinkedQueue<>();
    private final Messaging messaging;
    private volatile List<Counter> counters = List.of();
    private volatile List<Duplicate> duplicates = List.of();
    private volatile List<String> gaps = List.of();

    private FakeVelocity(Messaging messaging) {
        this.messaging = messaging;
    }

    static FakeVelocity start(NatsConfig nats) {
        ServiceInfo info =
                new ServiceInfo(VelocityContracts.SERVICE, "0.0.1", "A stand-in.", Map.of());
        FakeVelocity fake = new FakeVelocity(Messaging.connect(nats, info, Telemetry.none()));
        fake.messaging.endpoint(VelocityContracts.CHECK, EndpointPolicy.ofDefaults(), fake::handle);
        fake.messaging.start();
        return fake;
    }

    void hasSeen(List<Counter> often, List<Duplicate> alike, List<String> without) {
        counters = often;
        duplicates = alike;
        gaps = without;
    }

    private CheckReply handle(CheckRequest request) {
        requests.add(request);
        return new CheckReply(
                request.applicationId(),
                gaps.isEmpty() ? CheckStatus.COMPLETE : CheckStatus.PARTIAL,
                counters,
                duplicates,
                List.of(),
                gaps,
                "fake-1");
    }

    @Override
    public void close() {
        messaging.close();
    }
}
