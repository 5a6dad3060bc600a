package dev.winnow.messaging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One lane for each key that has work: a virtual thread that handles the key's deliveries one after
 * the other, lowest sequence first, and ends when there are none. So there are never more threads
 * than deliveries held. Safe to share.
 */
final class KeyLanes {
    private static final Logger LOG = LoggerFactory.getLogger(KeyLanes.class);

    private final String name;
    private final Consumer<Delivery> work;
    private final Map<String, PriorityQueue<Delivery>> lanes = new HashMap<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    /**
     * @param work handles one delivery on its lane's thread; what it throws is logged and ends
     *     nothing
     */
    KeyLanes(String name, Consumer<Delivery> work) {
        this.name = name;
        this.work = work;
    }

    void submit(String key, Delivery delivery) {
        synchronized (lanes) {
            PriorityQueue<Delivery> lane = lanes.get(key);
            if (lane != null) {
                lane.add(delivery);
                return;
            }
            PriorityQueue<Delivery> fresh = new PriorityQueue<>();
            fresh.add(delivery);
            lanes.put(key, fresh);
        }
        Thread.ofVirtual().name(name).start(() -> run(key));
    }

    /** Takes out what waits behind the delivery that the key's lane is at, in order. */
    List<Delivery> takeWaiting(String key) {
        synchronized (lanes) {
            PriorityQueue<Delivery> lane = lanes.get(key);
            List<Delivery> waiting = new ArrayList<>();
            while (lane != null && !lane.isEmpty()) {
                waiting.add(lane.remove());
            }
            return waiting;
        }
    }

    /** Interrupts whatever is at work; for an end without a drain. */
    void interrupt() {
        threads.forEach(Thread::interrupt);
    }

    // A consumer must outlive whatever a handler or a broken message throws, an Error too.
    @SuppressWarnings("CatchingUnchecked")
    private void run(String key) {
        threads.add(Thread.currentThread());
        try {
            for (Delivery next = next(key); next != null; next = next(key)) {
                try {
                    work.accept(next);
                } catch (Throwable failed) {
                    LOG.error(
                            "{}: sequence {} was left unacknowledged",
                            name,
                            next.sequence(),
                            failed);
                }
            }
        } finally {
            threads.remove(Thread.currentThread());
        }
    }

    private @org.jspecify.annotations.Nullable Delivery next(String key) {
        synchronized (lanes) {
            PriorityQueue<Delivery> lane = lanes.get(key);
            Delivery next = lane == null ? null : lane.poll();
            if (next == null) {
                lanes.remove(key);
            }
            return next;
        }
    }
}
