package dev.winnow.messaging;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Virtual threads that take tasks in their order and end when there are none. One of them is always
 * on its way to the next task: whoever takes a task while others wait sees to that, and then works.
 * So a task that blocks holds up no other, and tasks that do not block are done by few threads, as
 * each takes the next one itself; a thread for each would cost more than many of the tasks. There
 * are never more threads than tasks under way. Nothing here is bounded: whoever submits has a
 * limit. Safe to share.
 */
final class Hands<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Hands.class);

    /** So often others get a turn on the processor, however many tasks there are. */
    private static final int TASKS_IN_A_ROW = Integer.getInteger("row", 16);

    private final String name;
    private final Consumer<T> work;
    private final ThreadFactory factory;
    private final Queue<T> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean onTheWay = new AtomicBoolean();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean interrupted;

    /**
     * @param name of the threads
     * @param work does one task; what it throws is logged and ends nothing
     */
    Hands(String name, Consumer<T> work) {
        this(name, work, Thread.ofVirtual().name(name).factory());
    }

    Hands(String name, Consumer<T> work, ThreadFactory factory) {
        this.name = name;
        this.work = work;
        this.factory = factory;
    }

    /** Never blocks. */
    void submit(T task) {
        tasks.add(task);
        sendOne();
    }

    /** Interrupts whatever is at work, and no task is begun; for an end without a drain. */
    void interrupt() {
        interrupted = true;
        threads.forEach(Thread::interrupt);
    }

    // Without memory for a thread, say: whoever sends is at work and has to go on with that.
    @SuppressWarnings("CatchingUnchecked")
    private void sendOne() {
        if (onTheWay.get() || !onTheWay.compareAndSet(false, true)) {
            return;
        }
        try {
            factory.newThread(this::run).start();
        } catch (Throwable failed) {
            onTheWay.set(false);
            LOG.error("{}: no thread can be made; the next task tries again", name, failed);
        }
    }

    // The yield is no wait for a state: threads of other work are to have their turn as well.
    @SuppressWarnings("ThreadPriorityCheck")
    private void run() {
        // Before the look: what is submitted from now on sends another one.
        onTheWay.set(false);
        threads.add(Thread.currentThread());
        try {
            int row = 0;
            for (T task = tasks.poll(); task != null && !interrupted; task = tasks.poll()) {
                if (!tasks.isEmpty()) {
                    sendOne();
                }
                doIt(task);
                if (++row % TASKS_IN_A_ROW == 0) {
                    Thread.yield();
                }
            }
        } finally {
            threads.remove(Thread.currentThread());
        }
    }

    // The others must be done whatever this one throws, an Error too.
    @SuppressWarnings("CatchingUnchecked")
    private void doIt(T task) {
        try {
            work.accept(task);
        } catch (Throwable failed) {
            LOG.error("{}: it was not done", name, failed);
        }
        // What is left behind is not meant for the next one.
        if (Thread.interrupted() && interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
