package dev.winnow.watchlist.domain;

import dev.winnow.matching.Alignment;
import dev.winnow.matching.Comparison;
import dev.winnow.matching.EntryKind;
import dev.winnow.matching.Evidence;
import dev.winnow.matching.Identifier;
import dev.winnow.matching.IndexBuilder;
import dev.winnow.matching.NameIndex;
import dev.winnow.matching.NameTokens;
import dev.winnow.matching.Normaliser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** One version of a list, made for looking up parties. Immutable and thread-safe. */
public final class ListIndex {
    private final Version version;
    private final Part persons;
    private final Part others;
    private final Map<String, List<Entry>> byIdentifier = new HashMap<>();

    private ListIndex(Version version, List<Entry> entries, Normaliser normaliser) {
        this.version = version;
        persons = new Part(entries, true, normaliser);
        others = new Part(entries, false, normaliser);
        for (Entry entry : entries) {
            for (Identifier identifier : entry.identifiers()) {
                if (identifier.decides()) {
                    byIdentifier
                            .computeIfAbsent(identifier.key(), k -> new ArrayList<>(1))
                            .add(entry);
                }
            }
        }
    }

    public static ListIndex of(Version version, List<Entry> entries, Normaliser normaliser) {
        return new ListIndex(version, entries, normaliser);
    }

    public Version version() {
        return version;
    }

    /** Hands over every entry with a score of at least the threshold, in no order. */
    void find(Question question, Consumer<Match> found) {
        Set<String> decided = new HashSet<>();
        for (Identifier asked : question.party().identifiers()) {
            for (Entry entry : byIdentifier.getOrDefault(asked.key(), List.of())) {
                for (Identifier listed : entry.identifiers()) {
                    if (listed.sameAs(asked) && decided.add(entry.number())) {
                        found.accept(partOf(entry).identified(version.list(), question, entry));
                    }
                }
            }
        }
        for (Part part : List.of(persons, others)) {
            if (part.reachable(question)) {
                part.find(version.list(), question, decided, found);
            }
        }
    }

    private Part partOf(Entry entry) {
        return entry.kind() == EntryKind.PERSON ? persons : others;
    }

    /** Persons' names are read otherwise than those of everything else. */
    private static final class Part {
        private final boolean ofPersons;

        /** Of each name: its entry, and which of the entry's names it is. */
        private final Entry[] entries;

        private final int[] which;
        private final NameIndex index;
        private final Normaliser normaliser;

        Part(List<Entry> all, boolean ofPersons, Normaliser normaliser) {
            this.ofPersons = ofPersons;
            this.normaliser = normaliser;
            List<Entry> mine =
                    all.stream().filter(e -> (e.kind() == EntryKind.PERSON) == ofPersons).toList();
            int names = mine.stream().mapToInt(entry -> entry.names().size()).sum();
            entries = new Entry[names];
            which = new int[names];
            int id = 0;
            for (Entry entry : mine) {
                for (int k = 0; k < entry.names().size(); k++) {
                    entries[id] = entry;
                    which[id++] = k;
                }
            }
            index = IndexBuilder.build(names, n -> normaliser.tokens(name(n).text(), ofPersons));
        }

        private ListedName name(int id) {
            return entries[id].names().get(which[id]);
        }

        /** Nothing of another kind can reach a high threshold, so it need not be looked at. */
        boolean reachable(Question question) {
            boolean otherKind =
                    question.party()
                            .kind()
                            .filter(kind -> (kind == EntryKind.PERSON) != ofPersons)
                            .isPresent();
            return !otherKind || 1 + Evidence.MOST + Evidence.OTHER_KIND >= question.threshold();
        }

        void find(String list, Question question, Set<String> not, Consumer<Match> found) {
            NameTokens asked = question.tokens(ofPersons);
            double least = question.threshold() - Evidence.MOST;
            Map<String, Named> best = new HashMap<>();
            index.find(
                    asked,
                    least,
                    (id, score) -> {
                        if (!not.contains(entries[id].number())) {
                            best.merge(entries[id].number(), new Named(id, score), Named::better);
                        }
                    });
            best.values()
                    .forEach(named -> {
                        Match match =
                                match(
                                        list,
                                        question,
                                        entries[named.id()],
                                        name(named.id()),
                                        Alignment.of(asked, index.name(named.id())));
                        if (match.score() >= question.threshold()) {
                            found.accept(match);
                        }
                    });
        }

        /** By an equal number, whatever the names. */
        Match identified(String list, Question question, Entry entry) {
            ListedName bestName = entry.names().getFirst();
            Alignment best = null;
            for (ListedName name : entry.names()) {
                NameTokens listed = normaliser.tokens(name.text(), ofPersons);
                Alignment alignment = Alignment.of(question.tokens(ofPersons), listed);
                if (best == null || alignment.score() > best.score()) {
                    best = alignment;
                    bestName = name;
                }
            }
            return match(list, question, entry, bestName, Objects.requireNonNull(best));
        }

        private static Match match(
                String list, Question question, Entry entry, ListedName name, Alignment names) {
            Comparison comparison = Comparison.of(names, question.party().traits(), entry.traits());
            return new Match(list, entry, name.text(), comparison.score(), comparison.features());
        }
    }

    /** Which name of an entry fits best; of equal ones the one published first. */
    private record Named(int id, double score) {
        static Named better(Named a, Named b) {
            return b.score > a.score || (b.score == a.score && b.id < a.id) ? b : a;
        }
    }
}
