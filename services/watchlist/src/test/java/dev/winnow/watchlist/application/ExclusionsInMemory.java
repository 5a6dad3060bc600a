package dev.winnow.watchlist.application;

import dev.winnow.watchlist.domain.EntryDigest;
import dev.winnow.watchlist.domain.Exclusion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Keeps exclusions in memory. For one thread. */
final class ExclusionsInMemory implements Exclusions {
    private final ListHistory history;
    private final List<Exclusion> kept = new ArrayList<>();

    ExclusionsInMemory(ListHistory history) {
        this.history = history;
    }

    @Override
    public List<Exclusion> of(Collection<String> partyKeys) {
        return kept.stream()
                .filter(e -> partyKeys.contains(e.partyKey()) && e.withdrawal().isEmpty())
                .toList();
    }

    @Override
    public Optional<Exclusion> add(Exclusion exclusion, Predicate<Exclusion> alike, int most) {
        List<Exclusion> all = of(List.of(exclusion.partyKey()));
        Optional<Exclusion> old = all.stream().filter(alike).findFirst();
        if (old.isPresent() || all.size() >= most) {
            return old;
        }
        kept.addFirst(exclusion);
        return Optional.of(exclusion);
    }

    @Override
    public void withdraw(UUID id, Exclusion.Withdrawal withdrawal) {
        kept.replaceAll(
                e -> e.id().equals(id) && e.withdrawal().isEmpty() ? withdrawn(e, withdrawal) : e);
    }

    @Override
    public Optional<Kept> find(UUID id) {
        return kept.stream().filter(e -> e.id().equals(id)).map(this::kept).findFirst();
    }

    @Override
    public List<Kept> page(Filter filter, Optional<UUID> after, int limit) {
        return kept.stream().map(this::kept).limit(limit).toList();
    }

    private Kept kept(Exclusion exclusion) {
        return new Kept(
                exclusion,
                history.newest(exclusion.list())
                        .flatMap(v -> history.entry(v.list(), v.number(), exclusion.entry()))
                        .map(EntryDigest::of));
    }

    private static Exclusion withdrawn(Exclusion e, Exclusion.Withdrawal withdrawal) {
        return new Exclusion(
                e.id(),
                e.partyKey(),
                e.list(),
                e.entry(),
                e.digest(),
                e.actor(),
                e.reason(),
                e.createdAt(),
                e.expiresAt(),
                Optional.of(withdrawal));
    }
}
