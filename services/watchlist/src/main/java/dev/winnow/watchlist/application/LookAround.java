package dev.winnow.watchlist.application;

import dev.winnow.matching.BirthDate;
import dev.winnow.matching.EntryKind;
import dev.winnow.matching.Identifier;
import dev.winnow.matching.Normaliser;
import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.EntryBuilder;
import dev.winnow.watchlist.domain.ListIndex;
import dev.winnow.watchlist.domain.Match;
import dev.winnow.watchlist.domain.Party;
import dev.winnow.watchlist.domain.Snapshot;
import dev.winnow.watchlist.domain.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** For people who look into the lists: who is there, and how alike are two. Thread-safe. */
public final class LookAround {
    private final CurrentLists current;
    private final ListHistory history;
    private final Normaliser normaliser;

    /** An entry that was found. */
    public record Found(String list, Entry entry, String matchedName, double score) {}

    public LookAround(CurrentLists current, ListHistory history, Normaliser normaliser) {
        this.current = current;
        this.history = history;
        this.normaliser = normaliser;
    }

    /** Whether there is anything in the name to compare. */
    public boolean comparable(String name) {
        return current.snapshot().comparable(name);
    }

    /** How alike the parties are; empty when there is nothing alike about them. */
    public Optional<Match> compare(Party one, Party other) {
        EntryBuilder entry =
                EntryBuilder.of("other", other.kind().orElse(kindLike(one)), other.name());
        other.dateOfBirth().ifPresent(day -> entry.birthDate(BirthDate.on(day)));
        other.countries().forEach(entry::country);
        other.identifiers().forEach(entry::identifier);
        Version version = new Version("compared", 1, 1, 1, "", Instant.EPOCH);
        Snapshot alone =
                Snapshot.empty(normaliser)
                        .of(List.of(ListIndex.of(version, List.of(entry.build()), normaliser)));
        return alone.screen(one, 0, 1).stream().findFirst();
    }

    /** What is not known does not contradict. */
    private static EntryKind kindLike(Party party) {
        return party.kind().orElse(EntryKind.PERSON);
    }

    /**
     * Entries with that number, then those with that name or a document of that number.
     *
     * @param lists by name; none for all
     */
    public List<Found> search(String text, Set<String> lists, double threshold, int limit) {
        List<Found> found = new ArrayList<>();
        for (ListHistory.Found exact : history.entries(text.strip(), limit)) {
            if (lists.isEmpty() || lists.contains(exact.list())) {
                String name = exact.entry().names().getFirst().text();
                found.add(new Found(exact.list(), exact.entry(), name, 1));
            }
        }
        Snapshot all = current.snapshot();
        Snapshot snapshot =
                lists.isEmpty()
                        ? all
                        : all.of(lists.stream().flatMap(name -> all.list(name).stream()).toList());
        if (snapshot.comparable(text)) {
            Party party =
                    new Party(
                            text,
                            Optional.empty(),
                            Optional.empty(),
                            List.of(),
                            List.of(new Identifier("", text, "")));
            for (Match match : snapshot.screen(party, threshold, limit)) {
                if (found.stream().noneMatch(f -> isSame(f, match))) {
                    found.add(
                            new Found(
                                    match.list(),
                                    match.entry(),
                                    match.matchedName(),
                                    match.score()));
                }
            }
        }
        return found.stream().limit(limit).toList();
    }

    private static boolean isSame(Found found, Match match) {
        return found.list().equals(match.list())
                && found.entry().number().equals(match.entry().number());
    }
}
