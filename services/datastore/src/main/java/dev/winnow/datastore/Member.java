package dev.winnow.datastore;

import dev.winnow.messaging.Deadline;
import dev.winnow.messaging.Outcome;
import io.micrometer.core.instrument.Counter;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One delivery that waits for its part in a group. Its handler runs on the group's thread, with the
 * deadline, trace and MDC of the delivery's own thread; an interrupt of that one reaches it.
 *
 * <p>Made and awaited by the delivery's thread; run and ended by its group's.
 */
final class Member {
    private static final Logger LOG = LoggerFactory.getLogger(Member.class);

    /** What became of the wait. */
    sealed interface End {
        /** It is committed. */
        record Committed(boolean duplicate) implements End {}

        /** Nothing of it is kept, or was begun: do it in a transaction of its own. */
        record Alone() implements End {}

        /** There is no database now; waiting for it again would double the wait. */
        record Refused(DatastoreException reason) implements End {}
    }

    /** What became of a turn. */
    enum Report {
        DONE,
        /** Not begun: interrupted, or too little time. */
        DECLINED,
        FAILED
    }

    private record Turn(Thread thread, Tx tx) {}

    private final InboxKey key;
    private final Supplier<Outcome> handler;
    private final Pace pace;
    private final Counter duplicates;
    private final Thread thread = Thread.currentThread();
    private final long since = System.nanoTime();
    private final Surroundings surroundings = Surroundings.current();
    private volatile @Nullable End end;

    /** Guarded by this member, as {@link #interrupted} is. */
    private @Nullable Turn turn;

    private boolean interrupted;
    private Report report = Report.FAILED;

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

    Optional<Deadline> deadline() {
        return surroundings.deadline();
    }

    /** For how many nanoseconds it has waited. */
    long waited(long nowNanos) {
        return nowNanos - since;
    }

    void committed(boolean duplicate) {
        if (duplicate) {
            duplicates.increment();
        }
    }

    void end(End how) {
        end = how;
        LockSupport.unpark(thread);
    }

    /**
     * Waits for its end. An interrupt is passed on to the handler while it runs. It does not end
     * the wait, which ends soon anyway, and whose end must be known; afterwards the thread has it
     * again.
     */
    End await() {
        End reached = end;
        while (reached == null) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                passOn();
            }
            reached = end;
        }
        if (wasInterrupted()) {
            Thread.currentThread().interrupt();
        }
        return reached;
    }

    private synchronized boolean wasInterrupted() {
        return interrupted;
    }

    /** A platform thread that reads from a socket does not notice: its statement is cancelled. */
    private synchronized void passOn() {
        interrupted = true;
        Turn now = turn;
        if (now != null) {
            Throwable at = new Throwable("where the handler is");
            at.setStackTrace(now.thread().getStackTrace());
            LOG.warn("{}: a handler is interrupted in a group", key.consumer(), at);
            now.thread().interrupt();
            now.tx().cancel();
        }
    }

    /** Group: runs the handler on the calling thread, which has opened the transaction. */
    Report run(Tx tx) {
        if (deadline().filter(GroupCommit::tooShort).isPresent() || !begin(tx)) {
            return Report.DECLINED;
        }
        long began = System.nanoTime();
        try {
            surroundings.run(() -> handle(tx));
            return report;
        } finally {
            pace.took(System.nanoTime() - began);
            leave();
        }
    }

    private synchronized boolean begin(Tx tx) {
        if (interrupted || thread.isInterrupted()) {
            return false;
        }
        turn = new Turn(Thread.currentThread(), tx);
        return true;
    }

    /** From here on its interrupts do not reach the group's thread, and none is left there. */
    private synchronized void leave() {
        turn = null;
        Thread.interrupted();
    }

    // Whatever the handler throws, it is thrown again when it is done on its own.
    @SuppressWarnings("CatchingUnchecked")
    private void handle(Tx tx) {
        try {
            boolean done = handler.get() instanceof Outcome.Done;
            report = done && !tx.isRollbackOnly() ? Report.DONE : Report.FAILED;
        } catch (Throwable failed) {
            report = Report.FAILED;
        }
    }
}
