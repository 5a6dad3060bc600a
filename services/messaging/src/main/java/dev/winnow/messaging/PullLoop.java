package dev.winnow.messaging;

import dev.winnow.messaging.wire.Inbound;
import dev.winnow.messaging.wire.Wire;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Asks a durable consumer for messages, never for more than there is room for.
 *
 * <p>Each pull names how many (the credit), ends by itself after {@link #EXPIRY} and is kept alive
 * by the server's heartbeats until then. A new one is made as soon as half of the room is free, and
 * when the old ones are void: after a reconnect, a change of leader or two missed heartbeats.
 *
 * <p>Safe to share: one lock guards everything. Nothing in it waits for the network.
 */
final class PullLoop {
    private static final Logger LOG = LoggerFactory.getLogger(PullLoop.class);

    /** Also the longest a drain waits for a quiet consumer, since a pull cannot be taken back. */
    static final Duration EXPIRY = Duration.ofSeconds(2);

    /** The server takes at most half of the expiry. */
    static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private static final Duration SILENCE = HEARTBEAT.multipliedBy(2).plusMillis(500);
    private static final Duration GONE_AFTER = EXPIRY.plusSeconds(1);
    private static final Duration TICK = Duration.ofMillis(250);

    /** While all are busy, single places come free: they are collected for this long. */
    private static final Duration COLLECT = Duration.ofMillis(5);

    private static final Duration MAX_PAUSE = Duration.ofSeconds(5);

    private final NatsConnection connection;
    private final String name;
    private final PullCredit credit;
    private final int limit;
    private final IntUnaryOperator allowance;
    private final ConsumerMeters meters;
    private final PullEvents events;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PullPin pin = new PullPin();

    /** As the pin says, for the reading thread, which has to ask it for each message. */
    private volatile boolean pinAwaited;

    private final PullInbox inbox;
    private final PullRequests requests;
    private Wire.@Nullable Subscription subscription;
    private @Nullable Future<?> ticking;
    private boolean pulling;
    private @Nullable Future<?> collecting;
    private long heardAtNanos;
    private int silences;
    private long pausedUntilNanos;
    private Duration pause = TICK;

    /**
     * @param policy with the limits of what is held and asked for together
     * @param allowance how much of the limit may be used now
     */
    PullLoop(
            NatsConnection connection,
            String stream,
            String durable,
            ConsumerPolicy policy,
            IntUnaryOperator allowance,
            ConsumerMeters meters,
            PullEvents events) {
        this.connection = connection;
        this.name = stream + "/" + durable;
        this.limit = policy.maxInFlight();
        this.allowance = allowance;
        this.credit = new PullCredit(limit, policy.maxBytesInFlight().bytes());
        this.meters = meters;
        this.events = events;
        this.inbox = new PullInbox(connection.jnats().createInbox());
        this.requests = new PullRequests(connection, stream, durable, inbox);
    }

    void start() {
        locked(() -> {
            pulling = true;
            pausedUntilNanos = System.nanoTime();
            subscribe();
            ticking =
                    connection
                            .timer()
                            .scheduleAtFixedRate(
                                    this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
        });
        connection.onState(state -> {
            if (state == ConnectionState.CONNECTED) {
                locked(() -> startOver("reconnect"));
            }
        });
    }

    /** Asks for no more. What was asked for may still come, until {@link #awaitQuiet}. */
    void stopPulling() {
        locked(() -> pulling = false);
    }

    /** Waits until nothing more can come and nothing is held. */
    boolean awaitQuiet(Deadline limit) throws InterruptedException {
        lock.lock();
        try {
            while (credit.inFlight() > 0 || credit.outstanding() > 0) {
                if (changed.awaitNanos(limit.remainingNanos()) <= 0) {
                    return false;
                }
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        locked(() -> {
            pulling = false;
            if (ticking != null) {
                ticking.cancel(false);
            }
        });
    }

    int inFlight() {
        lock.lock();
        try {
            return credit.inFlight();
        } finally {
            lock.unlock();
        }
    }

    /** A message came and is held. */
    void received(int bytes) {
        lock.lock();
        try {
            heard();
            credit.received(bytes);
        } finally {
            lock.unlock();
        }
    }

    /** A message came and is not held. */
    void arrived() {
        locked(() -> {
            heard();
            credit.arrived();
        });
    }

    /** A message is not held any longer. */
    void settled(int bytes) {
        locked(() -> {
            credit.settled(bytes);
            pullIfWorthIt();
        });
    }

    /** What the consumer's configuration says of groups; before the start and after each look. */
    void configure(JsonNode config) {
        locked(() -> pin.configure(config));
    }

    /** What the server calls this process, when it is the one that is served. */
    Optional<String> pinnedAs() {
        lock.lock();
        try {
            return Optional.ofNullable(pin.id());
        } finally {
            lock.unlock();
        }
    }

    /** Whether what is held is this process's, as far as it can know. */
    boolean mayKeepLeases() {
        lock.lock();
        try {
            return !pin.isStale(System.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    private void subscribe() {
        if (subscription != null) {
            subscription.end();
        }
        subscription = connection.wire().subscribe(inbox.pattern(), null, this::route);
    }

    private void route(Inbound message) {
        if (message.status() != 0) {
            locked(() -> {
                heard();
                status(message);
            });
            return;
        }
        if (pinAwaited) {
            locked(() -> {
                if (pin.isAwaited()) {
                    learnPin(message.header(PullPin.HEADER));
                }
            });
        }
        events.onMessage().accept(message);
    }

    private void heard() {
        heardAtNanos = System.nanoTime();
        silences = 0;
        pin.heard();
    }

    private void learnPin(@Nullable String id) {
        if (id != null) {
            LOG.debug("{}: this process is served now", name);
            pin.learned(id, requests.last() + 1, System.nanoTime());
            events.onStartOver().run();
        }
    }

    private void status(Inbound message) {
        PullStatus status = PullStatus.of(message);
        Long pull = inbox.pullOf(message.subject());
        if (status.isHeartbeat() || pull == null) {
            pause = TICK;
            return;
        }
        if (status.isTooLarge()) {
            credit.tooLarge(pull, status.unfilled());
        } else {
            credit.ended(pull, status.unfilled());
        }
        if (status.isUsual() || status.isTooLarge()) {
            pause = TICK;
        } else if (status.isPinLost()) {
            if (pin.lost(pull)) {
                displaced(status.text());
            }
        } else if (status.voidsAll()) {
            LOG.info("{}: {}; pulling anew", name, status.text());
            if (pin.lost()) {
                displaced(status.text());
            }
            events.onStartOver().run();
            credit.reset();
        } else {
            trouble(status.code() + " " + status.text());
        }
        pullIfWorthIt();
    }

    private void displaced(String why) {
        LOG.debug("{}: {}; this process is not the one that is served any longer", name, why);
        events.onDisplaced().run();
    }

    /** The server refuses: ask again later, longer each time, and have somebody look why. */
    private void trouble(String text) {
        LOG.debug("{}: {}", name, text);
        pausedUntilNanos = System.nanoTime() + pause.toNanos();
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : doubled;
        events.onTrouble().run();
    }

    private void tick() {
        locked(() -> {
            long now = System.nanoTime();
            credit.expire(now);
            if (credit.inFlight() > 0 && pin.isDue(now)) {
                keepPin(now);
            }
            if (credit.outstanding() > 0 && now - heardAtNanos > SILENCE.toNanos()) {
                LOG.warn("{}: two heartbeats missed; pulling anew", name);
                // The server may still hear this process: it must not stay the served one then.
                if (++silences > 1) {
                    if (pin.lost()) {
                        displaced("nothing is heard");
                    }
                    connection.suspectSilence();
                }
                events.onTrouble().run();
                startOver("heartbeat");
            } else {
                pullIfWorthIt();
            }
        });
    }

    /**
     * Forgets the open pulls. A new inbox makes sure that the server does too: it drops pulls whose
     * inbox nobody listens to, so that what it still sends is never more than was asked for anew.
     */
    private void startOver(String reason) {
        if (connection.state() != ConnectionState.CONNECTED) {
            return;
        }
        events.onStartOver().run();
        inbox.renew();
        subscribe();
        credit.reset();
        pausedUntilNanos = System.nanoTime();
        int room = credit.remainder(allowance.applyAsInt(limit));
        if (pulling && room > 0) {
            pull(room, reason);
        }
    }

    private void pullIfWorthIt() {
        // After most messages it is neither: that is found out first.
        int allowed = allowance.applyAsInt(limit);
        int worth = credit.worthPulling(allowed);
        boolean remainder = worth == 0 && collecting == null && credit.remainder(allowed) > 0;
        if ((worth == 0 && !remainder) || !mayPull()) {
            return;
        }
        if (worth > 0) {
            pull(worth, "credit");
        } else {
            collecting =
                    connection
                            .timer()
                            .schedule(
                                    this::pullRemainder, COLLECT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void pullRemainder() {
        locked(() -> {
            collecting = null;
            int room = credit.remainder(allowance.applyAsInt(limit));
            if (room > 0 && mayPull()) {
                pull(room, "credit");
            }
        });
    }

    private boolean mayPull() {
        return pulling
                && connection.state() == ConnectionState.CONNECTED
                && System.nanoTime() - pausedUntilNanos >= 0;
    }

    private void pull(int batch, String reason) {
        long now = System.nanoTime();
        if (credit.outstanding() == 0) {
            heardAtNanos = now;
        }
        long bytes = credit.bytesToAskFor();
        if (requests.pull(batch, bytes, pin)) {
            credit.pulled(requests.last(), batch, bytes, now + GONE_AFTER.toNanos());
            pin.asked(now);
            meters.pulled(reason);
        }
    }

    /**
     * All places are taken, or the circuit is open: nothing may be pulled, but what is held keeps
     * later events of its keys from another process.
     */
    private void keepPin(long now) {
        if (connection.state() == ConnectionState.CONNECTED && requests.keep(pin)) {
            pin.asked(now);
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            pinAwaited = pin.isAwaited();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
