package dev.winnow.benchmarks.watchlist;

import dev.winnow.benchmarks.Report;
import dev.winnow.matching.Alignment;
import dev.winnow.matching.BirthDate;
import dev.winnow.matching.EntryKind;
import dev.winnow.matching.NameTokens;
import dev.winnow.matching.Normaliser;
import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.ListedName;
import dev.winnow.watchlist.domain.Match;
import dev.winnow.watchlist.domain.Party;
import dev.winnow.watchlist.domain.Snapshot;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Who is found under a wrongly written name, and who is found that is on no list. */
final class Quality {
    private static final double[] THRESHOLDS = {
        0.70, 0.75, 0.78, 0.80, 0.82, 0.84, 0.86, 0.88, 0.90, 0.95
    };
    private static final double LOWEST = THRESHOLDS[0];
    private static final int MANGLED_SHARE = 20;
    private static final int BRUTE_PERCENT = 3;
    private static final int MOST = 100;

    /**
     * What the index is asked for when an applicant's other data may lift a name to the default.
     */
    private static final double CANDIDATES = 0.73;

    private final Snapshot lists;
    private final ListData data;
    private final int questions;

    /**
     * @param questions of which each measure takes a share
     */
    Quality(Snapshot lists, ListData data, int questions) {
        this.lists = lists;
        this.data = data;
        this.questions = questions;
    }

    void measure(Report report) {
        Map<String, Object> byWay = new LinkedHashMap<>();
        Recall all = new Recall();
        for (Mangler.Way way : Mangler.WAYS) {
            Recall recall = mangled(way);
            byWay.put(
                    way.name().toLowerCase(Locale.ROOT),
                    share(recall.asApplicant[atDefault()], recall.asked)
                            + ", by name "
                            + share(recall.byName[atDefault()], recall.asked));
            all.add(recall);
        }
        report.note(
                "recall on %d mangled names at the default threshold".formatted(all.asked), byWay);
        int[] byName = alerts(false);
        int[] asApplicant = alerts(true);
        double thousands = data.unlisted().size() / 1000.0;
        Map<String, Object> curve = new LinkedHashMap<>();
        for (int t = 0; t < THRESHOLDS.length; t++) {
            curve.put(
                    String.format(Locale.ROOT, "%.2f", THRESHOLDS[t]),
                    String.format(
                            Locale.ROOT,
                            "%.2f false alerts per thousand, recall %s; by name alone %.2f, %s",
                            asApplicant[t] / thousands,
                            share(all.asApplicant[t], all.asked),
                            byName[t] / thousands,
                            share(all.byName[t], all.asked)));
        }
        report.note("thresholds, asked as an applicant with date of birth and country", curve);
        report.note("candidates against looking at every name", brute());
    }

    /** How many were asked for, and at each threshold found. */
    private static final class Recall {
        private int asked;
        private final int[] byName = new int[THRESHOLDS.length];
        private final int[] asApplicant = new int[THRESHOLDS.length];

        void add(Recall more) {
            asked += more.asked;
            for (int t = 0; t < THRESHOLDS.length; t++) {
                byName[t] += more.byName[t];
                asApplicant[t] += more.asApplicant[t];
            }
        }
    }

    private static int atDefault() {
        int at = Arrays.binarySearch(THRESHOLDS, WatchlistSuite.THRESHOLD);
        if (at < 0) {
            throw new IllegalStateException("the default threshold is not measured");
        }
        return at;
    }

    private static String share(int some, int all) {
        return String.format(Locale.ROOT, "%.4f", some / (double) Math.max(1, all));
    }

    /** An entry counts when it is among those found. */
    private Recall mangled(Mangler.Way way) {
        Mangler mangler = new Mangler(7);
        Random random = new Random(3);
        Recall recall = new Recall();
        for (int i = 0; i < questions / MANGLED_SHARE; i++) {
            Entry entry = data.listed().get(random.nextInt(data.listed().size()));
            List<ListedName> names = entry.names().stream().filter(name -> !name.weak()).toList();
            if (names.isEmpty()) {
                continue;
            }
            String wrong =
                    mangler.mangle(
                            names.get(random.nextInt(names.size())).text(),
                            entry.kind() == EntryKind.PERSON,
                            way);
            if (wrong == null) {
                continue;
            }
            recall.asked++;
            count(score(party(wrong, entry.kind()), entry), recall.byName);
            count(score(applicant(wrong, entry), entry), recall.asApplicant);
        }
        return recall;
    }

    private double score(Party party, Entry entry) {
        double best = 0;
        for (Match match : lists.screen(party, LOWEST, MOST)) {
            best = match.entry().equals(entry) ? Math.max(best, match.score()) : best;
        }
        return best;
    }

    private static Party party(String name, EntryKind kind) {
        Optional<EntryKind> asked = kind == EntryKind.PERSON ? Optional.of(kind) : Optional.empty();
        return new Party(name, asked, Optional.empty(), List.of(), List.of());
    }

    /** With the day of birth and a country of the entry, as far as the list has them. */
    private static Party applicant(String name, Entry entry) {
        Optional<LocalDate> born =
                entry.birthDates().stream()
                        .filter(date -> date.earliest().equals(date.latest()) && !date.circa())
                        .map(BirthDate::earliest)
                        .findFirst();
        Party party = party(name, entry.kind());
        List<String> countries = entry.countries().stream().limit(1).toList();
        return new Party(name, party.kind(), born, countries, List.of());
    }

    private int[] alerts(boolean asApplicant) {
        int[] alerts = new int[THRESHOLDS.length];
        for (ListData.Unlisted person : data.unlisted()) {
            Party party =
                    new Party(
                            person.name(),
                            Optional.of(EntryKind.PERSON),
                            asApplicant ? person.born() : Optional.empty(),
                            asApplicant ? person.countries() : List.of(),
                            List.of());
            List<Match> matches = lists.screen(party, LOWEST, 1);
            count(matches.isEmpty() ? 0 : matches.getFirst().score(), alerts);
        }
        return alerts;
    }

    private static void count(double score, int[] counts) {
        for (int t = 0; t < THRESHOLDS.length; t++) {
            counts[t] += score >= THRESHOLDS[t] ? 1 : 0;
        }
    }

    /** Names, right and wrong, for which every listed name of a person is scored. */
    private Map<String, Object> brute() {
        Normaliser normaliser = Normaliser.standard();
        List<Entry> entries = new ArrayList<>();
        List<NameTokens> names = new ArrayList<>();
        for (Entry entry : data.listed()) {
            if (entry.kind() == EntryKind.PERSON) {
                for (ListedName name : entry.names()) {
                    entries.add(entry);
                    names.add(normaliser.tokens(name.text(), true));
                }
            }
        }
        Mangler mangler = new Mangler(9);
        Random random = new Random(5);
        int reached = 0;
        int found = 0;
        for (int i = 0; i < questions * BRUTE_PERCENT / 100; i++) {
            Entry entry = entries.get(random.nextInt(entries.size()));
            Mangler.Way way = Mangler.WAYS.get(i % Mangler.WAYS.size());
            String wrong = mangler.mangle(entry.names().getFirst().text(), true, way);
            String asked =
                    wrong == null ? data.unlisted().get(i % data.unlisted().size()).name() : wrong;
            NameTokens tokens = normaliser.tokens(asked, true);
            Set<String> matched =
                    lists
                            .screen(party(asked, EntryKind.PERSON), CANDIDATES, Integer.MAX_VALUE)
                            .stream()
                            .map(match -> match.entry().number())
                            .collect(Collectors.toSet());
            String last = "";
            for (int k = 0; k < names.size(); k++) {
                if (!entries.get(k).number().equals(last)
                        && Alignment.of(tokens, names.get(k)).score() >= CANDIDATES) {
                    last = entries.get(k).number();
                    reached++;
                    found += matched.contains(last) ? 1 : 0;
                }
            }
        }
        return Map.of(
                "reached", reached, "found by the index", found, "recall", share(found, reached));
    }
}
