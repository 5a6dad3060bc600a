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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/** One version of a list, made for looking up parties. Immutable and thread-safe. */
public final class ListIndex {
    private final Version version;
    private final Part persons;
    private final Part others;
    private final Map<String, List<Entry>> byIdentifier = new HashMap<>();

    private ListIndex(
            Version version, List<Entry> entries, Normaliser normaliser, NameIndexes indexes) {
        this.version = version;
        persons = new Part(version, entries, true, normaliser, indexes);
        others = new Part(version, entries, false, normaliser, indexes);
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
        return of(version, entries, normaliser, NameIndexes.made());
    }

    /** With indexes that may be kept from before. */
    public static ListIndex of(
            Version version, List<Entry> entries, Normaliser normaliser, NameIndexes indexes) {
        return new ListIndex(version, entries, normaliser, indexes);
    }

    /** Before this version takes the place of that one: knows the words asked for last. */
    public void learn(ListIndex before) {
        persons.index.learn(before.persons.index);
        others.index.learn(before.others.index);
    }

    public Version version() {
        return version;
    }

    /** An entry that was found, of which it is not said yet why. */
    record Found(String list, Entry entry, double score, Supplier<Match> explained) {
        /**
         * The best first; equal ones in a fixed order, so that the same question has one answer.
         */
        static final Comparator<Found> BEST_FIRST =
                Comparator.comparingDouble(Found::score)
                        .reversed()
                        .thenComparing(Found::list)
                        .thenComparing(found -> found.entry().number());
    }

    /** Hands over every entry with a score of at least the threshold, in no order. */
    void find(Question question, Consumer<Found> found) {
        Set<String> decided = question.party().identifiers().isEmpty() ? Set.of() : new HashSet<>();
        for (Identifier asked : question.party().identifiers()) {
            for (Entry entry : byIdentifier.getOrDefault(asked.key(), List.of())) {
                for (Identifier listed : entry.identifiers()) {
                    if (listed.sameAs(asked) && decided.add(entry.number())) {
                        Match match = partOf(entry).identified(version.list(), question, entry);
                        found.accept(new Found(match.list(), entry, match.score(), () -> match));
                    }
                }
            }
        }
        persons.find(version.list(), question, decided, found);
        others.find(version.list(), question, decided, found);
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

        Part(
                Version version,
                List<Entry> all,
                boolean ofPersons,
                Normaliser normaliser,
                NameIndexes indexes) {
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
            index =
                    indexes.of(
                            version,
                            ofPersons ? "persons" : "others",
                            this::digest,
                            () ->
                                    IndexBuilder.build(
                                            names,
                                            n -> normaliser.tokens(name(n).text(), ofPersons)));
        }

        /** Of all names in their order. */
        private String digest() {
            CRC32C checksum = new CRC32C();
            for (int id = 0; id < which.length; id++) {
                checksum.update(name(id).text().getBytes(StandardCharsets.UTF_8));
                checksum.update('\n');
            }
            return which.length + " names, crc32c " + Long.toHexString(checksum.getValue());
        }

        private ListedName name(int id) {
            return entries[id].names().get(which[id]);
        }

        /** Nothing of another kind can reach a high threshold, so it need not be looked at. */
        private boolean reachable(Question question) {
            boolean otherKind =
                    question.party()
                            .kind()
                            .filter(kind -> (kind == EntryKind.PERSON) != ofPersons)
                            .isPresent();
            return !otherKind
                    || 1 + Evidence.most(question.traits()) + Evidence.OTHER_KIND
                            >= question.threshold();
        }

        void find(String list, Question question, Set<String> not, Consumer<Found> found) {
            if (!reachable(question)) {
                return;
            }
            NameTokens asked = question.tokens(ofPersons);
            double least = question.threshold() - Evidence.most(question.traits());
            List<Named> names = new ArrayList<>(0);
            index.find(asked, least, (id, score) -> names.add(new Named(id, score)));
            if (names.isEmpty()) {
                return;
            }
            IdentityHashMap<Entry, Named> best = new IdentityHashMap<>();
            names.forEach(named -> best.merge(entries[named.id()], named, Named::better));
            best.forEach((entry, named) -> {
                double score = Comparison.score(named.score(), question.traits(), entry.traits());
                if (score >= question.threshold() && !not.contains(entry.number())) {
                    found.accept(
                            new Found(list, entry, score, () -> explained(list, question, named)));
                }
            });
        }

        private Match explained(String list, Question question, Named named) {
            return match(
                    list,
                    question,
                    entries[named.id()],
                    name(named.id()),
                    index.align(question.tokens(ofPersons), named.id()));
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
            Comparison comparison = Comparison.of(names, question.traits(), entry.traits());
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
