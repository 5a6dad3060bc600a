package dev.winnow.messaging;

import dev.winnow.contracts.RequestContract;
import io.nats.client.Dispatcher;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All endpoints of a service: one dispatcher for requests, and another for discovery, so that a
 * service under load can still be found. Safe to share.
 */
final class Endpoints implements Part {
    static final String QUEUE_GROUP = "q";

    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);
    private static final Duration FLUSH_LIMIT = Duration.ofSeconds(2);

    /** The time that requests which had arrived already get to be taken from the queue. */
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(10);

    /**
     * Past it the library drops requests; they are taken off in microseconds, so this is a burst.
     */
    private static final int MAX_QUEUED = 65_536;

    private static final long MAX_QUEUED_BYTES = 64L << 20;

    private final Core core;
    private final List<Endpoint<?, ?>> endpoints = new CopyOnWriteArrayList<>();
    private final Dispatcher requests;
    private final Discovery discovery;
    private volatile CompletableFuture<Boolean> drained = CompletableFuture.completedFuture(true);

    Endpoints(Core core, String discoveryPrefix) {
        this.core = core;
        this.requests = core.connection().jnats().createDispatcher();
        requests.setPendingLimits(MAX_QUEUED, MAX_QUEUED_BYTES);
        this.discovery = new Discovery(core, discoveryPrefix, endpoints);
    }

    <Q, R> void add(
            RequestContract<Q, R> contract, EndpointPolicy policy, RequestHandler<Q, R> handler) {
        endpoints.add(new Endpoint<>(core, contract, policy, handler));
    }

    @Override
    public void start() {
        for (Endpoint<?, ?> endpoint : endpoints) {
            requests.subscribe(endpoint.contract().subject(), QUEUE_GROUP, endpoint);
        }
        discovery.start();
        core.connection().flush(FLUSH_LIMIT);
    }

    @Override
    public void stopTaking() {
        drained =
                CompletableFuture.supplyAsync(
                        () -> {
                            Deadline limit = Deadline.after(DRAIN_LIMIT);
                            return core.connection().drain(requests, limit);
                        },
                        core.connection().virtualThreads());
        discovery.stop();
    }

    @Override
    public boolean awaitIdle(Deadline limit) {
        try {
            boolean taken = drained.get(limit.remainingNanos(), TimeUnit.NANOSECONDS);
            boolean idle = true;
            for (Endpoint<?, ?> endpoint : endpoints) {
                idle &= awaitIdle(endpoint, limit);
            }
            return taken && idle;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the endpoints could not be drained", e);
            return false;
        }
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
