package dev.winnow.watchlist.application;

import dev.winnow.watchlist.domain.Exclusion;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Who is not the party of an entry. */
public interface Exclusions {
    /** Those of the parties that nobody took back, the newest first. */
    List<Exclusion> of(Collection<String> partyKeys);

    /**
     * Adds one, unless the party has one like it that nobody took back; however many ask at once.
     *
     * @param most that a party may have, without those that were taken back
     * @return the one that is kept; empty when the party has as many as it may have
     */
    Optional<Exclusion> add(Exclusion exclusion, Predicate<Exclusion> alike, int most);

    /** Takes one back; nothing when it was taken back before. */
    void withdraw(UUID id, Exclusion.Withdrawal withdrawal);

    Optional<Kept> find(UUID id);

    /** The newest first. */
    List<Kept> page(Filter filter, Optional<UUID> after, int limit);

    /** What is not empty must be equal. */
    record Filter(Optional<String> partyKey, Optional<String> list, Optional<String> entry) {}

    /**
     * @param now the digest of the entry as it is on the list now; empty when it is not there
     */
    record Kept(Exclusion exclusion, Optional<String> now) {}
}
