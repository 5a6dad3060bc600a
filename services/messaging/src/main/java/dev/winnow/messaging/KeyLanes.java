package dev.winnow.messaging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One lane for each key that has work: its deliveries are handled one after the other, lowest
 * sequence first, and lanes beside each other, by {@link Hands}. A handler that blocks holds up its
 * own lane only. Safe to share.
 */
final class KeyLanes {
    private static final Logger LOG = LoggerFactory.getLogger(KeyLanes.class);

    private final String name;
    private final Consumer<Delivery> work;
    private final Object lock = new Object();
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Hands<Lane> hands;

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

        boolean isEmpty() {
            return first == null;
        }

        @Nullable Delivery poll() {
            Delivery next = first;
            first = others == null ? null : others.poll();
            return next;
        }
    }

    /**
     * @param work handles one delivery on its lane's thread; what it throws is logged and ends
     *     nothing
     */
    KeyLanes(String name, Consumer<Delivery> work) {
        this.name = name;
        this.work = work;
        this.hands = new Hands<>(name, this::next);
    }

    /**
     * @param key null for a lane of its own
     */
    void submit(@Nullable String key, Delivery delivery) {
        Lane made = new Lane(key, delivery);
        if (key != null) {
            synchronized (lock) {
                Lane lane = lanes.putIfAbsent(key, made);
                if (lane != null) {
                    lane.add(delivery);
                    return;
                }
            }
        }
        hands.submit(made);
    }

    /** Takes out what waits behind the delivery that the key's lane is at, in order. */
    List<Delivery> takeWaiting(@Nullable String key) {
        List<Delivery> waiting = new ArrayList<>();
        synchronized (lock) {
            Lane lane = key == null ? null : lanes.get(key);
            if (lane != null) {
                for (Delivery next = lane.poll(); next != null; next = lane.poll()) {
                    waiting.add(next);
                }
            }
        }
        return waiting;
    }

    /** Interrupts whatever is at work, and nothing is begun; for an end without a drain. */
    void interrupt() {
        hands.interrupt();
    }

    /** The lane's next delivery; then the lane goes behind the others. */
    // A consumer must outlive whatever a handler or a broken message throws, an Error too.
    @SuppressWarnings("CatchingUnchecked")
    private void next(Lane lane) {
        Delivery delivery;
        synchronized (lock) {
            delivery = lane.poll();
        }
        if (delivery != null) {
            try {
                work.accept(delivery);
            } catch (Throwable failed) {
                LOG.error(
                        "{}: sequence {} was left unacknowledged",
                        name,
                        delivery.sequence(),
                        failed);
            }
        }
        if (lane.key != null && !isOver(lane, lane.key)) {
            hands.submit(lane);
        }
    }

    private boolean isOver(Lane lane, String key) {
        synchronized (lock) {
            if (lane.isEmpty()) {
                lanes.remove(key);
                return true;
            }
            return false;
        }
    }
}
