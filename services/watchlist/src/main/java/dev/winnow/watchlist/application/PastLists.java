package dev.winnow.watchlist.application;

import dev.winnow.watchlist.domain.ListIndex;
import dev.winnow.watchlist.domain.Version;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lists as they were in earlier versions, indexed when first asked for. A few stay in memory, the
 * ones used last. Thread-safe; one is made at a time, so that the heap does not have to hold more.
 */
public final class PastLists {
    private final ListHistory history;
    private final CurrentLists current;
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Version, ListIndex> indexes = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param most versions that stay in memory
     */
    public PastLists(ListHistory history, CurrentLists current, int most) {
        this.history = history;
        this.current = current;
        this.most = most;
    }

    /** Empty when there was no such version, or its entries are no longer kept. */
    public Optional<ListIndex> at(String list, int number) {
        Optional<ListIndex> inForce =
                current.snapshot().list(list).filter(index -> index.version().number() == number);
        if (inForce.isPresent()) {
            return inForce;
        }
        Optional<Version> version = history.version(list, number);
        lock.lock();
        try {
            Optional<ListIndex> known = version.map(indexes::get);
            if (known.isPresent() || version.filter(history::isKept).isEmpty()) {
                return known;
            }
            ListIndex made = current.read(version.get());
            indexes.put(version.get(), made);
            while (indexes.size() > most) {
                indexes.remove(indexes.keySet().iterator().next());
            }
            return Optional.of(made);
        } finally {
            lock.unlock();
        }
    }
}
