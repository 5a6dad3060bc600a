package dev.winnow.datastore;

import dev.winnow.datastore.Member.End;
import dev.winnow.messaging.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Several deliveries in one transaction. Used by the one thread that runs it. */
final class Group {
    private final Transactions transactions;
    private final Duration longest;
    private final List<Member> members;
    private final List<Member> done = new ArrayList<>();
    private final List<Member> duplicates = new ArrayList<>();
    private final List<Member> declined = new ArrayList<>();
    private final List<Member> postponed = new ArrayList<>();
    private boolean begun;
    private boolean committed;

    Group(Transactions transactions, Duration longest, List<Member> members) {
        this.transactions = transactions;
        this.longest = longest;
        this.members = members;
    }

    /**
     * Whether it was committed. Never throws what a handler or the database threw: each member is
     * told its end, but for those of {@link #postponed}.
     */
    boolean run() {
        End otherwise = new End.Alone();
        try {
            committed = transactions.transactIf(kept -> kept, this::handle, earliest());
        } catch (DatastoreException.Unavailable e) {
            // Without a connection all of them have waited as long as each would have alone.
            otherwise = begun ? otherwise : new End.Refused(e);
        } catch (DatastoreException e) {
            otherwise = new End.Alone(); // each finds out for itself
        } finally {
            if (committed) {
                done.forEach(member -> member.pace().shared());
                done.forEach(member -> member.end(new End.Committed(false)));
                duplicates.forEach(member -> member.end(new End.Committed(true)));
                declined.forEach(member -> member.end(new End.Alone()));
            } else {
                for (Member member : members) {
                    member.end(otherwise);
                }
            }
        }
        return committed;
    }

    /** Not begun in this one; they are to be the first of the next. */
    List<Member> postponed() {
        return committed ? postponed : List.of();
    }

    /** The wait for a connection is in everybody's time. */
    private Optional<Deadline> earliest() {
        return members.stream()
                .flatMap(member -> member.deadline().stream())
                .min(Comparator.comparing(Deadline::remaining));
    }

    private boolean handle() {
        begun = true;
        Tx tx = transactions.current().orElseThrow();
        Set<InboxKey> fresh =
                tx.jdbc(c -> InboxTable.enterAll(c, members.stream().map(Member::key).toList()));
        long until = System.nanoTime() + longest.toNanos();
        for (Member member : members) {
            if (!fresh.contains(member.key())) {
                duplicates.add(member);
            } else if (System.nanoTime() - until > 0) {
                postponed.add(member);
            } else if (!turn(member, tx)) {
                member.pace().spoiled();
                return false;
            }
        }
        takeBack(tx);
        return true;
    }

    private boolean turn(Member member, Tx tx) {
        switch (member.run(tx)) {
            case DONE -> done.add(member);
            case DECLINED -> declined.add(member);
            case FAILED -> {
                return false;
            }
        }
        return true;
    }

    /** What was not begun must not be remembered as handled. */
    private void takeBack(Tx tx) {
        List<InboxKey> keys = new ArrayList<>();
        declined.forEach(member -> keys.add(member.key()));
        postponed.forEach(member -> keys.add(member.key()));
        if (!keys.isEmpty()) {
            tx.jdbc(c -> InboxTable.leave(c, keys));
        }
    }
}
