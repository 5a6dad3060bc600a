package dev.winnow.messaging;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One lane for each key that has work: its deliveries are handled one after the other, lowest
 * sequence first, and lanes beside each other.
 *
 * <p>Virtual threads take lanes and end when there are none. One of them is always on its way to
 * the next lane: whoever takes a lane while others wait sees to that, and then works. So a handler
 * that blocks holds up its own lane only, and handlers that do not block are done by few threads,
 * as each takes the next lane itself. There are never more threads than deliveries held. Safe to
 * share.
 */
final class KeyLanes {
    private static final Logger LOG = LoggerFactory.getLogger(KeyLanes.class);

    private final String name;
    private final Consumer<Delivery> work;
    private final Object lock = new Object();
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Deque<Lane> ready = new ArrayDeque<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private boolean onTheWay;
    private volatile boolean interrupted;

    private static final class Lane {
        private final @Nullable String key;
        private @Nullable Delivery first;

        /** Those behind the first; most lanes never have any. */
        private @Nullable PriorityQueue<Delivery> others;

        Lane(@Nullable String key, Delivery first) {
            this.key = key;
            this.first = first;
        }

        void add(Delivery delivery) {
            if (first == null) {
                first = delivery;
                return;
            }
            Delivery later = delivery;
            if (delivery.compareTo(first) < 0) {
                later = first;
                first = delivery;
            }
            if (others == null) {
                others = new PriorityQueue<>(2);
            }
            others.add(later);
        }

        @Nullable Delivery poll() {
            Delivery next = first;
            first = others == null ? null : others.poll();
            return next;
        }
    }

    /** What a thread is at. */
    private static final class Hand {
        private boolean arrived;
        private @Nullable Lane lane;
    }

    /**
     * @param work handles one delivery on its lane's thread; what it throws is logged and ends
     *     nothing
     */
    KeyLanes(String name, Consumer<Delivery> work) {
        this.name = name;
        this.work = work;
    }

    /**
     * @param key null for a lane of its own
     */
    void submit(@Nullable String key, Delivery delivery) {
        synchronized (lock) {
            Lane lane = key == null ? null : lanes.get(key);
            if (lane != null) {
                lane.add(delivery);
                return;
            }
            lane = new Lane(key, delivery);
            if (key != null) {
                lanes.put(key, lane);
            }
            ready.add(lane);
            if (onTheWay) {
                return;
            }
            onTheWay = true;
        }
        start();
    }

    /** Takes out what waits behind the delivery that the key's lane is at, in order. */
    List<Delivery> takeWaiting(@Nullable String key) {
        synchronized (lock) {
            Lane lane = key == null ? null : lanes.get(key);
            List<Delivery> waiting = new ArrayList<>();
            for (Delivery next = lane == null ? null : lane.poll();
                    lane != null && next != null;
                    next = lane.poll()) {
                waiting.add(next);
            }
            return waiting;
        }
    }

    /** Interrupts whatever is at work, and nothing is begun; for an end without a drain. */
    void interrupt() {
        interrupted = true;
        threads.forEach(Thread::interrupt);
    }

    private void start() {
        Thread.ofVirtual().name(name).start(this::run);
    }

    // A consumer must outlive whatever a handler or a broken message throws, an Error too.
    @SuppressWarnings("CatchingUnchecked")
    private void run() {
        threads.add(Thread.currentThread());
        Hand hand = new Hand();
        try {
            for (Delivery next = next(hand); next != null && !interrupted; next = next(hand)) {
                try {
                    work.accept(next);
                } catch (Throwable failed) {
                    LOG.error(
                            "{}: sequence {} was left unacknowledged",
                            name,
                            next.sequence(),
                            failed);
                }
                // What a handler leaves behind is not meant for the next one.
                if (Thread.interrupted() && interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        } finally {
            threads.remove(Thread.currentThread());
        }
    }

    /** The lane's next delivery, or the first of another lane; null when no lane waits. */
    private @Nullable Delivery next(Hand hand) {
        Delivery next;
        synchronized (lock) {
            if (!hand.arrived) {
                hand.arrived = true;
                onTheWay = false;
            }
            next = hand.lane == null ? null : hand.lane.poll();
            if (next != null) {
                return next;
            }
            if (hand.lane != null && hand.lane.key != null) {
                lanes.remove(hand.lane.key);
            }
            hand.lane = ready.poll();
            if (hand.lane == null) {
                return null;
            }
            next = hand.lane.poll();
            if (ready.isEmpty() || onTheWay) {
                return next;
            }
            onTheWay = true;
        }
        start();
        return next;
    }
}
