package dev.winnow.messaging;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Keeps the order of a key across a crash or a broken connection.
 *
 * <p>What a dead process held, or what was lost on its way here, the server delivers again only
 * when its ack wait is over, and what that process had sent back when its pause is; later events of
 * the same key it delivers at once. So for a while after a start or a reconnect, as long as the
 * server waits for acknowledgements that are not ours to give, each event is checked: is there an
 * earlier one of its key that may still come? Then it goes back to the server for a moment. Keys
 * without an earlier event are not held up.
 *
 * <p>Safe to share; called by lanes only, since it asks the server.
 */
final class OrderGate {
    private static final Logger LOG = LoggerFactory.getLogger(OrderGate.class);

    /** A power of two. */
    private static final int REMEMBERED = 4_096;

    /** How many earlier events of the key one look passes; the next one goes on from there. */
    private static final int MOST_STEPS = 64;

    private static final int MOST_KEYS = 10_000;
    private static final Duration REFRESH = Duration.ofMillis(500);

    /** How long another process may still renew leases before it learns that it is displaced. */
    private static final Duration UNAWARE = PullLoop.EXPIRY.plusSeconds(3);

    private static final Duration SHORTEST_TURN = Duration.ofMillis(250);

    /** Between two neighbours in the stream: what is due at one moment the server itself sorts. */
    private static final Duration APART = Duration.ofNanos(100_000);

    /** What may be done with an event now. */
    enum Verdict {
        GO,
        /** An earlier one of its key is held here by now; it goes first. */
        BEHIND,
        /** An earlier one of its key may still come; this one has to come after it. */
        LATER
    }

    private final JetStreamApi api;
    private final String stream;
    private final String durable;
    private final Duration longestBackoff;
    private final Map<Long, Delivery> held;
    private final Supplier<Optional<String>> pinnedAs;
    private final ReentrantLock lock = new ReentrantLock();

    /** Each sequence at its own place, until a later one takes it. */
    private final AtomicLongArray settled = new AtomicLongArray(REMEMBERED);

    private final SentBack sentBack = new SentBack();

    /** By key: none before it may still come. Only since the last suspicion. */
    private final Map<String, First> first = new ConcurrentHashMap<>();

    /**
     * Where the first event of a key is that may still come.
     *
     * @param found whether it is at that sequence, or behind it if there is one at all
     */
    private record First(long sequence, boolean found) {
        static final First UNKNOWN = new First(0, false);
    }

    private final AtomicLong suspicions = new AtomicLong();
    private volatile boolean open;
    private volatile long floor;

    /** The last event that another process may have. */
    private volatile long upTo;

    private volatile long untilNanos;

    /** When every other process has learned that it is displaced, and what it held has ended. */
    private volatile long awareNanos;

    private volatile Duration ackWait = Duration.ofSeconds(30);
    private volatile ConsumerFilter filter = ConsumerFilter.nothing();

    /**
     * Runs while events come: when none can, since those that are held wait for something else,
     * what is awaited here has not had its chance to come either. Written under the lock.
     */
    private final AtomicLong clock = new AtomicLong();

    private volatile long turnNanos = SHORTEST_TURN.toNanos();
    // Guarded by the lock, which is held while the server is asked.
    private long tickedNanos = System.nanoTime();
    private long suspicionsKnown;
    private long refreshedNanos;

    /**
     * @param longestBackoff for which another process may have sent an event back before it died
     * @param held by this process, by sequence
     * @param pinnedAs what the server calls this process while it is the only one that is served
     */
    OrderGate(
            JetStreamApi api,
            String stream,
            String durable,
            Duration longestBackoff,
            Map<Long, Delivery> held,
            Supplier<Optional<String>> pinnedAs) {
        this.api = api;
        this.stream = stream;
        this.durable = durable;
        this.longestBackoff = longestBackoff;
        this.held = held;
        this.pinnedAs = pinnedAs;
    }

    /** Before the first pull: whatever waits for an acknowledgement is not ours. */
    void begin(JsonNode info, Duration wait) {
        lock.lock();
        try {
            ackWait = wait;
            turnNanos = Math.max(SHORTEST_TURN.toNanos(), wait.dividedBy(4).toNanos());
            filter = ConsumerFilter.of(info.path("config"));
            suspect();
            learn(info, suspicions.get());
        } finally {
            lock.unlock();
        }
    }

    /** Deliveries may have been lost on their way. Returns at once. */
    void suspect() {
        suspicions.incrementAndGet();
        open = true;
    }

    /**
     * For how long an event that has to wait goes back: a quarter of the ack wait on average. All
     * that go back come again together, in their order, so that each finds the one before it done;
     * in the order in which they happened to go back most would have to wait once more.
     */
    Duration pause(Delivery delivery) {
        long turn = turnNanos;
        long left = turn - Math.floorMod(System.nanoTime(), turn);
        long behind = Math.max(0, delivery.sequence() - floor) * APART.toNanos();
        return Duration.ofNanos(left + (left < turn / 4 ? turn : 0) + Math.min(behind, turn / 2));
    }

    /** How many deliveries of this event were used up by waiting here. */
    int timesSentBack(long sequence) {
        return sentBack.times(sequence);
    }

    void sentBack(Delivery delivery) {
        sentBack.add(delivery, clock.get(), suspicions.get());
    }

    void settled(Delivery delivery) {
        long sequence = delivery.sequence();
        sentBack.remove(sequence);
        settled.set((int) sequence & (REMEMBERED - 1), sequence);
    }

    Verdict check(Delivery delivery) {
        if (!open) {
            return Verdict.GO;
        }
        try {
            refresh();
            return open ? look(delivery) : Verdict.GO;
        } catch (CallException | JetStreamApiException silent) {
            // What is unknown waits; the next look may be answered.
            LOG.debug("{}/{}: the order cannot be checked now", stream, durable, silent);
            return Verdict.LATER;
        }
    }

    private void refresh() {
        lock.lock();
        try {
            tick();
            long suspected = suspicions.get();
            if (suspected != suspicionsKnown
                    || System.nanoTime() - refreshedNanos > REFRESH.toNanos()) {
                Set<Long> known = known();
                JsonNode info = api.consumer(stream, durable);
                learn(info, suspected);
                known.retainAll(known());
                expectNothing(info, suspected, known.size());
            }
        } finally {
            lock.unlock();
        }
    }

    private void tick() {
        long now = System.nanoTime();
        long most = Math.max(REFRESH.toNanos(), 2 * turnNanos);
        clock.addAndGet(Math.min(now - tickedNanos, most));
        tickedNanos = now;
    }

    private void learn(JsonNode info, long suspected) {
        refreshedNanos = System.nanoTime();
        floor = info.path("ack_floor").path("stream_seq").asLong(0);
        if (suspected != suspicionsKnown) {
            suspicionsKnown = suspected;
            first.clear();
            upTo = info.path("delivered").path("stream_seq").asLong(0);
            untilNanos = clock.get() + longestAway();
            awareNanos = clock.get() + ackWait.plus(UNAWARE).toNanos();
        }
        boolean over = clock.get() - untilNanos > 0;
        boolean nothingMissing = info.path("num_ack_pending").asLong(0) == 0 || floor >= upTo;
        sentBack.forget(awaitedSince(), floor);
        if ((over || nothingMissing) && sentBack.isEmpty()) {
            open = false;
            first.clear();
            if (suspicions.get() != suspicionsKnown) {
                open = true;
            }
        }
    }

    /**
     * This process alone is served, and what the server waits for is no more than what is known
     * here, before and after it was asked: so nothing else can come that is earlier than what comes
     * now. Without this a key whose last event is done would wait for as long as another process
     * may have sent something back, since who did it is not known.
     */
    private void expectNothing(JsonNode info, long suspected, int known) {
        if (suspected == suspicions.get()
                && isServed(info)
                && info.path("num_ack_pending").asLong(Long.MAX_VALUE) <= known) {
            untilNanos = Math.min(untilNanos, clock.get() - 1);
        }
    }

    private boolean isServed(JsonNode info) {
        String id = pinnedAs.get().orElse("");
        for (JsonNode group : info.path("priority_groups")) {
            if (!id.isEmpty() && id.equals(group.path("pinned_client_id").asString(""))) {
                return true;
            }
        }
        return false;
    }

    /**
     * What the server waits for and gets from nobody else: what is held here and has never been
     * held elsewhere, or elsewhere so long ago that nobody there may end it any more; and what was
     * sent back from here.
     */
    private Set<Long> known() {
        boolean aware = clock.get() - awareNanos > 0;
        Set<Long> known = sentBack.since(suspicionsKnown, !aware);
        held.forEach((sequence, delivery) -> {
            if (!delivery.isOpen()) {
                known.remove(sequence);
            } else if (aware || delivery.isOnlyOurs()) {
                known.add(sequence);
            }
        });
        return known;
    }

    private Verdict look(Delivery delivery) {
        // What came later than the last suspicion came here: of that more is known than the server
        // could say.
        List<Long> before = sentBack.before(delivery, awaitedSince());
        if (!before.isEmpty()) {
            return held.keySet().containsAll(before) ? Verdict.BEHIND : Verdict.LATER;
        }
        Verdict verdict = Verdict.GO;
        for (String pattern : patterns(delivery.message().subject())) {
            Verdict one = look(delivery, pattern);
            if (one == Verdict.BEHIND) {
                return one;
            }
            verdict = one == Verdict.LATER ? one : verdict;
        }
        return verdict;
    }

    private Verdict look(Delivery delivery, String pattern) {
        boolean over = clock.get() - untilNanos > 0;
        First known = first.getOrDefault(pattern, First.UNKNOWN);
        long from = Math.max(floor + 1, known.sequence());
        long end = Math.min(delivery.sequence(), upTo + 1);
        if (known.found() && from == known.sequence() && from < end) {
            // The server need not be asked again for each event of the key.
            if (held.containsKey(from)) {
                return Verdict.BEHIND;
            }
            if (mayCome(from, over)) {
                return Verdict.LATER;
            }
        }
        for (int step = 0; step < MOST_STEPS && from < end; step++) {
            JsonNode found = next(pattern, from);
            long sequence =
                    found == null ? Long.MAX_VALUE : found.path("seq").asLong(Long.MAX_VALUE);
            if (found == null || sequence >= end) {
                remember(pattern, new First(end, false));
                return Verdict.GO;
            }
            if (held.containsKey(sequence)) {
                return Verdict.BEHIND;
            }
            if (mayCome(sequence, over) && filter.matches(found.path("subject").asString(""))) {
                remember(pattern, new First(sequence, true));
                return Verdict.LATER;
            }
            from = sequence + 1;
            remember(pattern, new First(from, false));
        }
        // There may be more before it than one look has seen: the acknowledgement of one event,
        // which may be long in coming, holds the floor for all keys.
        return from < end ? Verdict.LATER : Verdict.GO;
    }

    private void remember(String pattern, First now) {
        if (first.size() >= MOST_KEYS) {
            first.clear();
        }
        first.merge(pattern, now, (a, b) -> b.sequence() >= a.sequence() ? b : a);
    }

    private boolean mayCome(long sequence, boolean over) {
        return sentBack.isAwaited(sequence, awaitedSince()) || (!over && !isSettled(sequence));
    }

    /** One that was sent back comes again, unless another process has ended it. */
    private long awaitedSince() {
        return clock.get() - longestAway();
    }

    private long longestAway() {
        Duration away = ackWait.compareTo(longestBackoff) > 0 ? ackWait : longestBackoff;
        return away.plus(UNAWARE).toNanos();
    }

    private boolean isSettled(long sequence) {
        return settled.get((int) sequence & (REMEMBERED - 1)) == sequence;
    }

    /** The first message of the pattern at or after the sequence; null when there is none. */
    private @Nullable JsonNode next(String pattern, long from) {
        byte[] request = Json.write(Map.of("seq", from, "next_by_subj", pattern));
        JsonNode reply = api.find("$JS.API.STREAM.MSG.GET." + stream, request);
        return reply == null ? null : reply.path("message");
    }

    /** Every event of the key, {@code events.<service>.*.*.<key>}, and every replay of one. */
    private List<String> patterns(String subject) {
        String[] tokens = ReplaySubject.original(durable, subject).split("\\.", -1);
        if (tokens.length != 5) {
            return List.of(subject);
        }
        String events = tokens[0] + "." + tokens[1] + ".*.*." + tokens[4];
        return List.of(events, ReplaySubject.of(durable, events));
    }
}
