package dev.winnow.watchlist.application;

import dev.winnow.watchlist.domain.ListIndex;
import dev.winnow.watchlist.domain.Version;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lists as they were in earlier versions, indexed when first asked for. A few stay in memory, the
 * ones used last. Thread-safe; one is made at a time, so that the heap does not have to hold more.
 */
public final class PastLists {
    /** So long somebody waits for those that others have asked for before. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    private final ListHistory history;
    private final CurrentLists current;
    private final int most;
    private final Duration longestWait;
    private final Making making;
    private final ReentrantLock turn = new ReentrantLock();
    private final Map<Version, ListIndex> indexes = new LinkedHashMap<>(16, 0.75f, true);

    /** Where an index is made: it takes a processor for long. */
    @FunctionalInterface
    public interface Making {
        ListIndex make(Supplier<ListIndex> work);
    }

    /** Others have asked for earlier versions, which are being made; it is worth asking again. */
    public static final class BusyException extends RuntimeException {
        private static final long serialVersionUID = 1;

        BusyException() {
            super("earlier versions of lists are being made ready for others");
        }
    }

    /**
     * @param most versions that stay in memory
     * @param making where they are made
     */
    public PastLists(ListHistory history, CurrentLists current, int most, Making making) {
        this(history, current, most, LONGEST_WAIT, making);
    }

    PastLists(
            ListHistory history,
            CurrentLists current,
            int most,
            Duration longestWait,
            Making making) {
        this.history = history;
        this.current = current;
        this.most = most;
        this.longestWait = longestWait;
        this.making = making;
    }

    /**
     * Empty when there was no such version, or its entries are no longer kept.
     *
     * @throws BusyException when others are before in the queue for too long
     */
    public Optional<ListIndex> at(String list, int number) {
        Optional<ListIndex> inForce =
                current.snapshot().list(list).filter(index -> index.version().number() == number);
        if (inForce.isPresent()) {
            return inForce;
        }
        Optional<Version> version = history.version(list, number);
        Optional<ListIndex> known = version.flatMap(this::known);
        return known.isPresent() || version.isEmpty() ? known : made(version.get());
    }

    /** Nobody who asks for one that is there waits for one that is being made. */
    private Optional<ListIndex> known(Version version) {
        synchronized (indexes) {
            return Optional.ofNullable(indexes.get(version));
        }
    }

    private Optional<ListIndex> made(Version version) {
        awaitTurn();
        try {
            Optional<ListIndex> known = known(version);
            if (known.isPresent() || !history.isKept(version)) {
                return known;
            }
            ListIndex made = making.make(() -> current.read(version));
            synchronized (indexes) {
                indexes.put(version, made);
                while (indexes.size() > most) {
                    indexes.remove(indexes.keySet().iterator().next());
                }
            }
            return Optional.of(made);
        } finally {
            turn.unlock();
        }
    }

    private void awaitTurn() {
        try {
            if (turn.tryLock(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new BusyException();
    }
}
