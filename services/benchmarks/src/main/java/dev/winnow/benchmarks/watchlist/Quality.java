package dev.winnow.benchmarks.watchlist;

import dev.winnow.benchmarks.Report;
import dev.winnow.matching.Alignment;
import dev.winnow.matching.EntryKind;
import dev.winnow.matching.NameTokens;
import dev.winnow.matching.Normaliser;
import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.ListedName;
import dev.winnow.watchlist.domain.Match;
import dev.winnow.watchlist.domain.Party;
import dev.winnow.watchlist.domain.Snapshot;
import java.util.ArrayList;
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
        0.70, 0.75, 0.80, 0.82, 0.84, 0.86, 0.88, 0.90, 0.95
    };
    private static final double LOWEST = THRESHOLDS[0];
    private static final int MANGLED_EACH = 1_000;
    private static final int BRUTE = 150;
    private static final int MOST = 100;

    private final Snapshot lists;
    private final ListData data;

    Quality(Snapshot lists, ListData data) {
        this.lists = lists;
        this.data = data;
    }

    void measure(Report report) {
        Map<String, Object> byWay = new LinkedHashMap<>();
        int[] found = new int[THRESHOLDS.length];
        int asked = 0;
        for (Mangler.Way way : Mangler.WAYS) {
            int[] foundThisWay = new int[THRESHOLDS.length];
            int n = mangled(way, foundThisWay);
            asked += n;
            for (int t = 0; t < found.length; t++) {
                found[t] += foundThisWay[t];
            }
            byWay.put(way.name().toLowerCase(Locale.ROOT), share(foundThisWay[atDefault()], n));
        }
        report.note("recall on %d mangled names at the default threshold".formatted(asked), byWay);
        int[] alerts = alerts(false);
        int[] withBirthDates = alerts(true);
        Map<String, Object> curve = new LinkedHashMap<>();
        for (int t = 0; t < THRESHOLDS.length; t++) {
            curve.put(
                    String.format(Locale.ROOT, "%.2f", THRESHOLDS[t]),
                    String.format(
                            Locale.ROOT,
                            "%.2f false alerts per thousand by name, %.2f with date of birth,"
                                    + " recall %s",
                            1000.0 * alerts[t] / data.unlisted().size(),
                            1000.0 * withBirthDates[t] / data.unlisted().size(),
                            share(found[t], asked)));
        }
        report.note("thresholds", curve);
        report.note("candidates against looking at every name, default threshold", brute());
    }

    private static int atDefault() {
        for (int t = 0; t < THRESHOLDS.length; t++) {
            if (THRESHOLDS[t] == WatchlistSuite.THRESHOLD) {
                return t;
            }
        }
        throw new IllegalStateException("the default threshold is not measured");
    }

    private static String share(int some, int all) {
        return String.format(Locale.ROOT, "%.4f", some / (double) Math.max(1, all));
    }

    /** How many were asked for; an entry counts when it is among those found. */
    private int mangled(Mangler.Way way, int[] found) {
        Mangler mangler = new Mangler(7);
        Random random = new Random(3);
        int asked = 0;
        for (int i = 0; i < MANGLED_EACH; i++) {
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
            asked++;
            Party party = party(wrong, entry.kind());
            double best = 0;
            for (Match match : lists.screen(party, LOWEST, MOST)) {
                best = match.entry().equals(entry) ? Math.max(best, match.score()) : best;
            }
            count(best, found);
        }
        return asked;
    }

    private static Party party(String name, EntryKind kind) {
        Optional<EntryKind> asked = kind == EntryKind.PERSON ? Optional.of(kind) : Optional.empty();
        return new Party(name, asked, Optional.empty(), List.of(), List.of());
    }

    private int[] alerts(boolean birthDatesToo) {
        int[] alerts = new int[THRESHOLDS.length];
        for (ListData.Unlisted person : data.unlisted()) {
            Party party =
                    new Party(
                            person.name(),
                            Optional.of(EntryKind.PERSON),
                            birthDatesToo ? person.born() : Optional.empty(),
                            List.of(),
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
        for (int i = 0; i < BRUTE; i++) {
            Entry entry = entries.get(random.nextInt(entries.size()));
            Mangler.Way way = Mangler.WAYS.get(i % Mangler.WAYS.size());
            String wrong = mangler.mangle(entry.names().getFirst().text(), true, way);
            String asked = wrong == null ? data.unlisted().get(i).name() : wrong;
            NameTokens tokens = normaliser.tokens(asked, true);
            Set<String> matched =
                    lists
                            .screen(
                                    party(asked, EntryKind.PERSON),
                                    WatchlistSuite.THRESHOLD,
                                    Integer.MAX_VALUE)
                            .stream()
                            .map(match -> match.entry().number())
                            .collect(Collectors.toSet());
            String last = "";
            for (int k = 0; k < names.size(); k++) {
                if (!entries.get(k).number().equals(last)
                        && Alignment.of(tokens, names.get(k)).score() >= WatchlistSuite.THRESHOLD) {
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
