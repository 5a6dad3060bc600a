package dev.winnow.benchmarks.watchlist;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.winnow.benchmarks.Report;
import dev.winnow.matching.Alignment;
import dev.winnow.matching.Normaliser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** How well scores tell the same party from others, on pairs that people have labelled. */
final class LabelledPairs {
    private static final double[] THRESHOLDS = {0.7, WatchlistSuite.THRESHOLD};

    private record Pair(String group, String tier, boolean same, double ours, double logicV2) {}

    private LabelledPairs() {}

    static void measure(Path file, Report report) throws IOException {
        List<Pair> pairs = new ArrayList<>();
        for (NamedCsvRecord row : ListData.rows(file)) {
            String theirs = row.getField("logic_v2_score");
            pairs.add(
                    new Pair(
                            row.getField("case_group"),
                            row.getField("quality"),
                            Boolean.parseBoolean(row.getField("is_match")),
                            score(row),
                            theirs.isEmpty() ? 0 : Double.parseDouble(theirs)));
        }
        for (double threshold : THRESHOLDS) {
            Map<String, List<Pair>> parts = new TreeMap<>();
            for (Pair pair : pairs) {
                parts.computeIfAbsent("all", k -> new ArrayList<>()).add(pair);
                parts.computeIfAbsent("tier " + pair.tier(), k -> new ArrayList<>()).add(pair);
                parts.computeIfAbsent("group " + pair.group(), k -> new ArrayList<>()).add(pair);
            }
            Map<String, Object> figures = new LinkedHashMap<>();
            parts.forEach((name, part) ->
                    figures.put(
                            "%s (%d)".formatted(name, part.size()),
                            "winnow "
                                    + figures(part, threshold, Pair::ours)
                                    + "   logic-v2 "
                                    + figures(part, threshold, Pair::logicV2)));
            report.note(
                    String.format(
                            Locale.ROOT,
                            "labelled pairs at %.2f: precision, recall, F1",
                            threshold),
                    figures);
        }
    }

    private static double score(NamedCsvRecord row) {
        boolean person = row.getField("schema").equals("Person");
        return score(row.getField("name1"), row.getField("name2"), person);
    }

    static double score(String one, String other, boolean person) {
        Normaliser normaliser = Normaliser.standard();
        return Alignment.of(normaliser.tokens(one, person), normaliser.tokens(other, person))
                .score();
    }

    private static String figures(
            List<Pair> pairs, double threshold, ToDoubleFunction<Pair> scoring) {
        double hit = 0;
        double alarm = 0;
        double missed = 0;
        for (Pair pair : pairs) {
            boolean found = scoring.applyAsDouble(pair) >= threshold;
            hit += found && pair.same() ? 1 : 0;
            alarm += found && !pair.same() ? 1 : 0;
            missed += !found && pair.same() ? 1 : 0;
        }
        return String.format(
                Locale.ROOT,
                "%.3f %.3f %.3f",
                hit / Math.max(1, hit + alarm),
                hit / Math.max(1, hit + missed),
                2 * hit / Math.max(1, 2 * hit + alarm + missed));
    }
}
