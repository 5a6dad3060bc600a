package dev.winnow.watchlist.domain;

import dev.winnow.matching.Alignment;
import dev.winnow.matching.EntryKind;
import dev.winnow.matching.Evidence;
import dev.winnow.matching.Feature;
import dev.winnow.matching.Identifier;
import dev.winnow.matching.NameIndex;
import dev.winnow.matching.NameTokens;
import dev.winnow.matching.Normaliser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
                        found.accept(
                                partOf(entry).identified(version.list(), question, entry, listed));
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
        private final List<Entry> entries = new ArrayList<>();
        private final List<ListedName> texts = new ArrayList<>();
        private final NameIndex index;
        private final Normaliser normaliser;

        Part(List<Entry> all, boolean ofPersons, Normaliser normaliser) {
            this.ofPersons = ofPersons;
            this.normaliser = normaliser;
            List<NameTokens> names = new ArrayList<>();
            for (Entry entry : all) {
                if ((entry.kind() == EntryKind.PERSON) == ofPersons) {
                    for (ListedName name : entry.names()) {
                        entries.add(entry);
                        texts.add(name);
                        names.add(normaliser.tokens(name.text(), ofPersons));
                    }
                }
            }
            index = new NameIndex(names);
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
            index.candidates(
                    asked,
                    id -> {
                        Alignment alignment = Alignment.of(asked, index.name(id));
                        double score = alignment.score();
                        if (score >= least
                                && score > 0
                                && !not.contains(entries.get(id).number())) {
                            best.merge(
                                    entries.get(id).number(),
                                    new Named(id, score, alignment),
                                    Named::better);
                        }
                    });
            best.values()
                    .forEach(named -> {
                        Entry entry = entries.get(named.id());
                        List<Feature> features = named.alignment().features();
                        features.addAll(Evidence.of(question.party().traits(), entry.traits()));
                        double score = bounded(sum(features));
                        if (score >= question.threshold()) {
                            found.accept(
                                    new Match(
                                            list,
                                            entry,
                                            texts.get(named.id()).text(),
                                            score,
                                            features));
                        }
                    });
        }

        Match identified(String list, Question question, Entry entry, Identifier identifier) {
            ListedName bestName = entry.names().getFirst();
            Alignment best = null;
            for (ListedName name : entry.names()) {
                Alignment alignment =
                        Alignment.of(
                                question.tokens(ofPersons),
                                normaliser.tokens(name.text(), ofPersons));
                if (best == null || alignment.score() > best.score()) {
                    best = alignment;
                    bestName = name;
                }
            }
            List<Feature> features = best == null ? new ArrayList<>() : best.features();
            features.addAll(Evidence.of(question.party().traits(), entry.traits()));
            features.add(Evidence.identifier(identifier, sum(features)));
            return new Match(list, entry, bestName.text(), 1, features);
        }

        private static double sum(List<Feature> features) {
            return Feature.round(features.stream().mapToDouble(Feature::effect).sum());
        }

        private static double bounded(double score) {
            return Math.clamp(score, 0, 1);
        }
    }

    /** Which name of an entry fits best; of equal ones the one published first. */
    private record Named(int id, double score, Alignment alignment) {
        static Named better(Named a, Named b) {
            return b.score > a.score ? b : a;
        }
    }
}
