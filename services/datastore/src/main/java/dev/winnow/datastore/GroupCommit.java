package dev.winnow.datastore;

import dev.winnow.datastore.Member.End;
import dev.winnow.messaging.Deadline;
import dev.winnow.messaging.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets deliveries that wait at the same moment share a transaction. Whoever comes while fewer than
 * the limit are at work begins at once; whoever comes later is in the next group. So nobody waits
 * for a group to fill, and the busier it is, the larger they get.
 *
 * <p>Groups are run by platform threads, as many as the limit at most, which end when there is
 * nothing to do: a blocking read of an answer costs a platform thread much less than a virtual one.
 *
 * <p>Safe to share.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    /** With less time left a delivery is not in a group, where it would wait for others. */
    private static final Duration LEAST_TIME = Duration.ofSeconds(1);

    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Transactions transactions;
    private final InboxConfig limits;
    private final Internals internals;
    private final InboxMeters meters;
    private final ThreadPoolExecutor threads;
    private final Object lock = new Object();

    /** The longest wait first. */
    private final Deque<Member> waiting = new ArrayDeque<>();

    private int atWork;
    private boolean sweeping;

    GroupCommit(
            String service,
            Transactions transactions,
            InboxConfig limits,
            Internals internals,
            InboxMeters meters) {
        this.transactions = transactions;
        this.limits = limits;
        this.internals = internals;
        this.meters = meters;
        this.threads =
                new ThreadPoolExecutor(
                        limits.groups(),
                        limits.groups(),
                        IDLE.toSeconds(),
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().daemon().name("inbox-" + service + "-", 1).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** Whether there is too little time to share a transaction with others. */
    static boolean tooShort(Deadline deadline) {
        return deadline.remaining().compareTo(LEAST_TIME) < 0;
    }

    /** Whether a delivery of that consumer may be in a group now. */
    boolean mayJoin(Pace pace) {
        return limits.groupSize() > 1
                && pace.mayShare()
                && Deadline.current().filter(GroupCommit::tooShort).isEmpty();
    }

    /**
     * Handles the delivery alone on the calling thread when there is a place, else with those that
     * wait beside it.
     *
     * @param alone handles it in a transaction of its own
     * @throws DatastoreException.Unavailable when there is no connection, or the thread was
     *     interrupted while it waited; and what {@code alone} throws
     */
    Outcome handle(Supplier<Member> member, Supplier<Outcome> alone) {
        if (begin()) {
            // Nobody is there to share with; those who come meanwhile are the next group.
            try {
                return alone.get();
            } finally {
                next();
            }
        }
        Member joined = member.get();
        join(joined);
        return switch (joined.await()) {
            case End.Committed(boolean duplicate) -> {
                joined.committed(duplicate);
                yield Outcome.done();
            }
            case End.Refused(DatastoreException reason) ->
                    throw new DatastoreException.Unavailable(
                            String.valueOf(reason.getMessage()), reason);
            case End.Alone _ -> {
                if (Thread.currentThread().isInterrupted()) {
                    throw new DatastoreException.Unavailable("interrupted", null);
                }
                yield alone.get();
            }
        };
    }

    /** How many wait for a group. */
    int waiting() {
        synchronized (lock) {
            return waiting.size();
        }
    }

    /** Whether there was a place. */
    private boolean begin() {
        synchronized (lock) {
            boolean free = atWork < limits.groups();
            if (free) {
                atWork++;
            }
            return free;
        }
    }

    private void join(Member member) {
        boolean place;
        boolean sweep;
        synchronized (lock) {
            waiting.add(member);
            // One may have been given back since.
            place = atWork < limits.groups();
            if (place) {
                atWork++;
            }
            sweep = !sweeping;
            sweeping = true;
        }
        if (place) {
            start();
        }
        if (sweep) {
            Thread.ofVirtual().name("inbox-waits").start(this::sweep);
        }
    }

    /** Gives a place on to those who wait. */
    private void next() {
        synchronized (lock) {
            if (waiting.isEmpty()) {
                atWork--;
                return;
            }
        }
        start();
    }

    private void start() {
        try {
            threads.execute(this::work);
        } catch (RejectedExecutionException closed) {
            List<Member> left;
            synchronized (lock) {
                atWork--;
                left = List.copyOf(waiting);
                waiting.clear();
            }
            left.forEach(member -> member.end(new End.Alone()));
        }
    }

    /** Runs groups as long as somebody waits. */
    private void work() {
        boolean over = false;
        try {
            List<Member> group = take(List.of());
            while (!group.isEmpty()) {
                group = take(run(group));
            }
            over = true;
        } finally {
            if (!over) {
                next();
            }
        }
    }

    /** Those who were not begun. */
    private List<Member> run(List<Member> members) {
        Group group = new Group(transactions, internals.longestGroup(), members);
        try {
            meters.group(members.size(), group.run());
        } catch (RuntimeException e) {
            LOG.error("a group of deliveries failed; each is done again alone", e);
        }
        return group.postponed();
    }

    /**
     * The next group, beginning with those who were postponed; when nobody waits, the place is
     * given back. The same event twice is not in one group: what becomes of the first decides the
     * second.
     */
    private List<Member> take(List<Member> postponed) {
        List<Member> group = new ArrayList<>(postponed);
        synchronized (lock) {
            Set<InboxKey> keys = HashSet.newHashSet(limits.groupSize());
            postponed.forEach(member -> keys.add(member.key()));
            Iterator<Member> each = waiting.iterator();
            while (each.hasNext() && group.size() < limits.groupSize()) {
                Member member = each.next();
                if (keys.add(member.key())) {
                    group.add(member);
                    each.remove();
                }
            }
            if (group.isEmpty()) {
                atWork--;
            }
        }
        return group;
    }

    /** Whoever waited that long goes alone: a slow handler is holding them up. */
    private void sweep() {
        long limit = internals.longestWait().toNanos();
        long pause = limit;
        while (pause > 0) {
            LockSupport.parkNanos(this, pause);
            List<Member> late = new ArrayList<>();
            synchronized (lock) {
                long now = System.nanoTime();
                Member first = waiting.peekFirst();
                while (first != null && first.waited(now) >= limit) {
                    late.add(waiting.removeFirst());
                    first = waiting.peekFirst();
                }
                pause = first == null ? 0 : limit - first.waited(now);
                sweeping = pause > 0;
            }
            late.forEach(member -> member.end(new End.Alone()));
        }
    }

    /** Threads end with what they are at; who waits then goes alone. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
