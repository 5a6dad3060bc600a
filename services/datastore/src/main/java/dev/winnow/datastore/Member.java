package dev.winnow.datastore;

import dev.winnow.messaging.Deadline;
import dev.winnow.messaging.Outcome;
import io.micrometer.core.instrument.Counter;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One delivery that waits for its part in a group. Its handler runs on its own thread, so deadline,
 * trace, MDC and interrupts are its own; only the transaction is handed to it for its turn.
 *
 * <p>Made and awaited by the delivery's thread; signalled by the leader of its group.
 */
final class Member {
    /** What a member is to do next. */
    sealed interface Signal {
        /** Lead this group, of which it is the first. */
        record Lead(List<Member> group) implements Signal {}

        /** Run the handler now. */
        record Turn(Tx tx, Thread leader) implements Signal {}

        /** It is committed. */
        record Committed(boolean duplicate) implements Signal {}

        /** Nothing of it is kept, or was begun: do it in a transaction of its own. */
        record Alone() implements Signal {}

        /** There is no database now; waiting for it again would double the wait. */
        record Refused(DatastoreException reason) implements Signal {}
    }

    /** What became of a turn. */
    enum Report {
        DONE,
        /** Not begun: interrupted, or too little time. */
        DECLINED,
        FAILED
    }

    private final InboxKey key;
    private final Supplier<Outcome> handler;
    private final Pace pace;
    private final Counter duplicates;
    private final Thread thread = Thread.currentThread();
    private volatile @Nullable Signal signal;
    private volatile @Nullable Report report;
    private volatile boolean interrupted;

    Member(InboxKey key, Supplier<Outcome> handler, Pace pace, Counter duplicates) {
        this.key = key;
        this.handler = handler;
        this.pace = pace;
        this.duplicates = duplicates;
    }

    InboxKey key() {
        return key;
    }

    Pace pace() {
        return pace;
    }

    void committed(boolean duplicate) {
        if (duplicate) {
            duplicates.increment();
        }
    }

    private boolean isMe() {
        return Thread.currentThread().equals(thread);
    }

    void signal(Signal next) {
        signal = next;
        LockSupport.unpark(thread);
    }

    /**
     * The next signal; null when none came in that time. An interrupt does not end the wait, which
     * ends soon anyway, and whose end must be known: it is kept for {@link #leave}.
     */
    @Nullable Signal await(long nanos) {
        long until = System.nanoTime() + nanos;
        Signal next = signal;
        while (next == null) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                return null;
            }
            LockSupport.parkNanos(this, left);
            if (Thread.interrupted()) {
                interrupted = true;
            }
            next = signal;
        }
        signal = null;
        return next;
    }

    /** Gives the thread back an interrupt that came while it waited. */
    void leave() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Leader: has the member do its part, and waits for it. */
    Report turn(Transactions transactions, Tx tx) {
        if (isMe()) {
            return run(transactions, tx);
        }
        tx.handTo(thread);
        report = null;
        signal(new Signal.Turn(tx, Thread.currentThread()));
        boolean interruptedMeanwhile = false;
        Report result = report;
        while (result == null) {
            LockSupport.park(this);
            interruptedMeanwhile |= Thread.interrupted();
            result = report;
        }
        if (interruptedMeanwhile) {
            Thread.currentThread().interrupt();
        }
        return result;
    }

    /** Member: does its part and says so. */
    void take(Signal.Turn turn, Transactions transactions) {
        Report result = Report.FAILED;
        try {
            result = run(transactions, turn.tx());
        } finally {
            turn.tx().handTo(turn.leader());
            report = result;
            LockSupport.unpark(turn.leader());
        }
    }

    // Whatever the handler throws, it is thrown again when it is done on its own.
    @SuppressWarnings("CatchingUnchecked")
    private Report run(Transactions transactions, Tx tx) {
        if (interrupted
                || Thread.currentThread().isInterrupted()
                || Deadline.current().filter(GroupCommit::tooShort).isPresent()) {
            return Report.DECLINED;
        }
        long began = System.nanoTime();
        try {
            boolean done = transactions.within(tx, handler) instanceof Outcome.Done;
            return done && !tx.isRollbackOnly() ? Report.DONE : Report.FAILED;
        } catch (Throwable failed) {
            return Report.FAILED;
        } finally {
            pace.took(System.nanoTime() - began);
        }
    }
}
