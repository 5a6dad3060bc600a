package dev.winnow.messaging;

import dev.winnow.contracts.RequestContract;
import dev.winnow.messaging.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All endpoints of a service: requests are handed over by the thread that reads them, discovery has
 * a thread of its own, so that a service under load can still be found. Safe to share.
 */
final class Endpoints implements Part {
    static final String QUEUE_GROUP = "q";

    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);
    private static final Duration FLUSH_LIMIT = Duration.ofSeconds(2);

    private final Core core;
    private final List<Endpoint<?, ?>> endpoints = new CopyOnWriteArrayList<>();
    private final Discovery discovery;
    private final List<Wire.Subscription> subscriptions = new CopyOnWriteArrayList<>();

    Endpoints(Core core, String discoveryPrefix) {
        this.core = core;
        this.discovery = new Discovery(core, discoveryPrefix, endpoints);
    }

    <Q, R> void add(
            RequestContract<Q, R> contract, EndpointPolicy policy, RequestHandler<Q, R> handler) {
        endpoints.add(new Endpoint<>(core, contract, policy, handler));
    }

    @Override
    public void start() {
        for (Endpoint<?, ?> endpoint : endpoints) {
            subscriptions.add(
                    core.connection()
                            .wire()
                            .subscribe(endpoint.contract().subject(), QUEUE_GROUP, endpoint));
        }
        discovery.start();
        core.connection().flush(FLUSH_LIMIT);
    }

    @Override
    public void stopTaking() {
        subscriptions.forEach(Wire.Subscription::stop);
        discovery.stop();
    }

    @Override
    public boolean awaitIdle(Deadline limit) {
        // When the server has answered, all that it had sent before has been handed over.
        boolean taken = core.connection().flush(limit.remaining());
        subscriptions.forEach(Wire.Subscription::end);
        boolean idle = true;
        for (Endpoint<?, ?> endpoint : endpoints) {
            idle &= awaitIdle(endpoint, limit);
        }
        return taken && idle;
    }

    private static boolean awaitIdle(Endpoint<?, ?> endpoint, Deadline limit) {
        if (endpoint.inFlight().awaitNone(limit)) {
            return true;
        }
        LOG.warn(
                "{} requests to {} are not finished at the end of the drain",
                endpoint.inFlight().count(),
                endpoint.contract().subject());
        return false;
    }
}
