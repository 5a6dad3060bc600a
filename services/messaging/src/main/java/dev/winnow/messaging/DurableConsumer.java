package dev.winnow.messaging;

import dev.winnow.messaging.wire.Inbound;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * One durable pull consumer: {@link PullLoop} brings messages, {@link KeyLanes} orders them, {@link
 * EventWorker} takes each to its end, and one timer keeps the leases of all that are held.
 *
 * <p>Safe to share.
 */
final class DurableConsumer implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(DurableConsumer.class);
    private static final Duration CHECK = Duration.ofMillis(250);

    /** While it is missing. Who waits to be served gets no message that says it is there again. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final Core core;
    private final String stream;
    private final String durable;
    private final ConsumerPolicy policy;
    private final JetStreamApi api;
    private final EventWorker worker;
    private final KeyLanes lanes;
    private final PullLoop pulls;
    private final ConsumerMeters meters;
    private final OrderGate gate;
    private final ConsumerCircuit circuit;
    private final Leases keeper;
    private final ConcurrentHashMap<Long, Delivery> held = new ConcurrentHashMap<>();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile @Nullable String problem;
    private @Nullable Future<?> leases;
    private @Nullable Future<?> checks;
    private @Nullable Future<?> looks;

    DurableConsumer(
            Core core, String stream, String durable, ConsumerPolicy policy, Handlers handlers) {
        this.core = core;
        this.stream = stream;
        this.durable = durable;
        this.policy = policy;
        this.api = new JetStreamApi(core.mux());
        this.meters = new ConsumerMeters(core.telemetry().meters(), stream, durable, held::size);
        this.circuit = new ConsumerCircuit(name(), policy);
        this.worker = new EventWorker(core, stream, durable, policy, handlers, meters, circuit);
        this.lanes = new KeyLanes(stream + "/" + durable, this::work);
        this.gate = new OrderGate(api, stream, durable, policy.maxBackoff(), held, this::pinnedAs);
        this.pulls =
                new PullLoop(
                        core.connection(),
                        stream,
                        durable,
                        policy,
                        circuit::allowance,
                        meters,
                        new PullEvents(
                                this::onMessage,
                                this::onTrouble,
                                gate::suspect,
                                this::onDisplaced));
        this.keeper = new Leases(name(), policy, held.values(), pulls, worker.acks());
        core.policies()
                .enter(
                        PolicyStatus.CONSUMER,
                        stream + "." + durable,
                        policy,
                        () -> problem == null ? circuit.word() : "missing",
                        () -> circuit.counts(policy.maxInFlight(), held.size()));
        meters.circuit(circuit::state);
    }

    /**
     * @throws ConsumerMissingException when it is not there, or not of a kind that can be used
     */
    @Override
    public void start() {
        JsonNode info = look(api::settledConsumer);
        Duration ackWait = ackWait(info.path("config"));
        if (policy.orderedByKey()) {
            gate.begin(info, ackWait);
        }
        long third = Math.max(1, ackWait.toNanos() / 3);
        leases = every(third, keeper::keep);
        checks = every(CHECK.toNanos(), worker.acks()::tick);
        looks = every(LOOK_AGAIN.toNanos(), this::lookAgain);
        core.connection()
                .onState(state -> {
                    if (state == ConnectionState.CLOSED) {
                        close();
                    }
                });
        pulls.start();
    }

    private Future<?> every(long nanos, Runnable task) {
        return core.connection()
                .timer()
                .scheduleAtFixedRate(task, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void stopTaking() {
        pulls.stopPulling();
        worker.stop();
    }

    @Override
    public boolean awaitIdle(Deadline limit) {
        try {
            boolean quiet = pulls.awaitQuiet(limit);
            if (!quiet) {
                LOG.warn("{}: {} events were not finished in time", name(), held.size());
            }
            if (!worker.acks().awaitConfirmed(limit)) {
                LOG.warn("{}: what was done was not confirmed in time", name());
                quiet = false;
            }
            if (quiet) {
                pulls.pinnedAs().ifPresent(id -> api.unpin(stream, durable, id));
            }
            return quiet;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private String name() {
        return stream + "/" + durable;
    }

    private Optional<String> pinnedAs() {
        return pulls.pinnedAs();
    }

    private void close() {
        pulls.close();
        for (Future<?> each : Arrays.asList(leases, checks, looks)) {
            if (each != null) {
                each.cancel(false);
            }
        }
        lanes.interrupt();
    }

    /** On the reader's thread. */
    private void onMessage(Inbound message) {
        AckSubject meta = AckSubject.parse(message.replyToBytes());
        if (meta == null) {
            LOG.warn("{}: something that JetStream did not deliver came to the inbox", name());
            return;
        }
        meters.received(meta);
        Delivery delivery = new Delivery(message, meta, gate.timesSentBack(meta.sequence()));
        Delivery already = held.putIfAbsent(meta.sequence(), delivery);
        if (already != null) {
            // Its lease ran out, for instance while the connection was broken; it is still at work.
            already.deliveredAgain(delivery.replyTo());
            pulls.arrived();
            return;
        }
        problem = null;
        pulls.received(delivery.bytes());
        lanes.submit(lane(delivery), delivery);
    }

    private @Nullable String lane(Delivery delivery) {
        return policy.orderedByKey() ? delivery.key() : null;
    }

    /**
     * The server may give later events to another process now, which waits for the earlier ones of
     * their keys no longer than a lease lasts: so none of ours may last longer, nor begin.
     */
    private void onDisplaced() {
        held.values().forEach(Delivery::displace);
        worker.displaced();
    }

    private void work(Delivery delivery) {
        if (delivery.isDisplaced()) {
            try {
                worker.acks().nak(delivery, policy.backoff());
            } finally {
                release(delivery);
            }
            return;
        }
        switch (policy.orderedByKey() ? gate.check(delivery) : OrderGate.Verdict.GO) {
            case GO -> process(delivery);
            case BEHIND -> lanes.submit(lane(delivery), delivery);
            case LATER -> {
                sendBack(delivery);
                // They would have to wait for the same, and one look is enough to know it.
                lanes.takeWaiting(lane(delivery)).forEach(this::sendBack);
            }
        }
    }

    private void sendBack(Delivery delivery) {
        try {
            gate.sentBack(delivery);
            worker.acks().nakAtOnce(delivery, gate.pause(delivery));
        } finally {
            release(delivery);
        }
    }

    private void process(Delivery delivery) {
        try {
            switch (worker.process(delivery)) {
                case SETTLED -> gate.settled(delivery);
                case GIVEN_BACK -> giveBackWhatWaitsBehind(delivery);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            release(delivery);
        }
    }

    private void giveBackWhatWaitsBehind(Delivery delivery) {
        for (Delivery later : lanes.takeWaiting(lane(delivery))) {
            try {
                boolean elsewhere = delivery.isDisplaced() || later.isDisplaced();
                worker.acks().nak(later, elsewhere ? policy.backoff() : policy.maxBackoff());
            } finally {
                release(later);
            }
        }
    }

    private void release(Delivery delivery) {
        held.remove(delivery.sequence(), delivery);
        pulls.settled(delivery.bytes());
    }

    /**
     * The server refuses pulls or is silent: see whether the consumer is there; one look a time.
     */
    private void onTrouble() {
        if (looking.compareAndSet(false, true)) {
            core.connection()
                    .virtualThreads()
                    .execute(() -> {
                        try {
                            look(api::consumer);
                            recovered();
                        } catch (ConsumerMissingException missing) {
                            report(String.valueOf(missing.getMessage()));
                        } catch (CallException silent) {
                            LOG.debug("{}: JetStream does not answer", name(), silent);
                        } finally {
                            looking.set(false);
                        }
                    });
        }
    }

    private void lookAgain() {
        if (problem != null) {
            onTrouble();
        }
    }

    private void recovered() {
        if (problem != null) {
            LOG.info("{} is there again", name());
            problem = null;
        }
    }

    private void report(String text) {
        if (!text.equals(problem)) {
            LOG.error("{}", text);
            problem = text;
        }
    }

    private JsonNode look(BiFunction<String, String, JsonNode> way) {
        try {
            JsonNode info = way.apply(stream, durable);
            refuseUnusable(info.path("config"));
            pulls.configure(info.path("config"));
            return info;
        } catch (JetStreamApiException refused) {
            throw new ConsumerMissingException(
                    stream, durable, String.valueOf(refused.getMessage()));
        } catch (NoRespondersException noJetStream) {
            throw new ConsumerMissingException(
                    stream, durable, "the server answers no JetStream request");
        }
    }

    private void refuseUnusable(JsonNode config) {
        if (!config.path("ack_policy").asString("").equals("explicit")) {
            throw new ConsumerMissingException(stream, durable, "its ack_policy is not explicit");
        }
        if (config.hasNonNull("deliver_subject")) {
            throw new ConsumerMissingException(stream, durable, "it is a push consumer");
        }
        if (config.path("max_deliver").asInt(-1) > 0) {
            // After that many the server would silently leave the message where it is.
            throw new ConsumerMissingException(
                    stream, durable, "its max_deliver is not -1; dead letters are made here");
        }
    }

    /** How long a lease lasts; a backoff list takes the place of the ack wait. */
    private static Duration ackWait(JsonNode config) {
        long nanos = config.path("ack_wait").asLong(Duration.ofSeconds(30).toNanos());
        for (JsonNode step : config.path("backoff")) {
            nanos = Math.min(nanos, step.asLong(nanos));
        }
        return Duration.ofNanos(nanos);
    }
}
