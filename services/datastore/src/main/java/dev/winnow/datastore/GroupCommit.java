package dev.winnow.datastore;

import dev.winnow.datastore.Member.Signal;
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
import java.util.function.Supplier;

/**
 * Lets deliveries that wait at the same moment share a transaction. Whoever comes while fewer than
 * the limit are at work begins at once; whoever comes later is in the next group, which the first
 * of them leads. So nobody waits for a group to fill, and the busier it is, the larger they get.
 *
 * <p>Safe to share.
 */
final class GroupCommit {
    /** With less time left a delivery is not in a group, where it would wait for others. */
    private static final Duration LEAST_TIME = Duration.ofSeconds(1);

    /** In a group the end comes within the statement timeouts of its handlers. */
    private static final Duration TO_THE_END = Duration.ofDays(1);

    private final Transactions transactions;
    private final InboxConfig limits;
    private final Internals internals;
    private final InboxMeters meters;
    private final Object lock = new Object();
    private final Deque<Member> waiting = new ArrayDeque<>();
    private int leaders;

    GroupCommit(
            Transactions transactions,
            InboxConfig limits,
            Internals internals,
            InboxMeters meters) {
        this.transactions = transactions;
        this.limits = limits;
        this.internals = internals;
        this.meters = meters;
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
     * Handles the delivery with those that wait beside it, on the calling thread.
     *
     * @param alone handles it in a transaction of its own
     * @throws DatastoreException.Unavailable when there is no connection; and what {@code alone}
     *     throws
     */
    Outcome handle(Member member, Supplier<Outcome> alone) {
        if (!enter(member)) {
            // Nobody is there to share with; those who come meanwhile are the next group.
            try {
                return alone.get();
            } finally {
                next(List.of());
            }
        }
        Signal end;
        try {
            end = follow(member);
        } finally {
            member.leave();
        }
        return switch (end) {
            case Signal.Committed(boolean duplicate) -> {
                member.committed(duplicate);
                yield Outcome.done();
            }
            case Signal.Refused(DatastoreException reason) ->
                    throw new DatastoreException.Unavailable(
                            String.valueOf(reason.getMessage()), reason);
            default -> alone.get();
        };
    }

    /** How many wait for a group. */
    int waiting() {
        synchronized (lock) {
            return waiting.size();
        }
    }

    /** Whether it has to wait; otherwise it is at work itself from now on. */
    private boolean enter(Member member) {
        synchronized (lock) {
            if (leaders < limits.groups()) {
                leaders++;
                return false;
            }
            waiting.add(member);
            return true;
        }
    }

    /** Does what the member is told, up to its end. */
    private Signal follow(Member member) {
        // Who waited that long goes on its own: a slow handler is holding them up.
        Duration limit = internals.longestWait();
        while (true) {
            Signal signal = member.await(limit.toNanos());
            switch (signal) {
                case null -> {
                    if (withdraw(member)) {
                        return new Signal.Alone();
                    }
                    limit = TO_THE_END;
                }
                case Signal.Lead(List<Member> group) -> lead(group);
                case Signal.Turn turn -> member.take(turn, transactions);
                default -> {
                    return signal;
                }
            }
        }
    }

    private boolean withdraw(Member member) {
        synchronized (lock) {
            return waiting.remove(member);
        }
    }

    private void lead(List<Member> members) {
        Group group = new Group(transactions, internals.longestGroup(), members);
        try {
            meters.group(members.size(), group.run());
        } finally {
            next(group.postponed());
        }
    }

    /** Gives the place on to the first that waits, with those behind it. */
    private void next(List<Member> postponed) {
        List<Member> group;
        synchronized (lock) {
            for (Member member : postponed.reversed()) {
                waiting.addFirst(member);
            }
            group = form();
            if (group.isEmpty()) {
                leaders--;
                return;
            }
        }
        group.getFirst().signal(new Signal.Lead(group));
    }

    /** The same event twice is not in one group: what becomes of the first decides the second. */
    private List<Member> form() {
        List<Member> group = new ArrayList<>();
        Set<InboxKey> keys = new HashSet<>();
        Iterator<Member> each = waiting.iterator();
        while (each.hasNext() && group.size() < limits.groupSize()) {
            Member member = each.next();
            if (keys.add(member.key())) {
                group.add(member);
                each.remove();
            }
        }
        return group;
    }
}
