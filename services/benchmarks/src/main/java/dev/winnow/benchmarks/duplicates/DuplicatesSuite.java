package dev.winnow.benchmarks.duplicates;

import dev.winnow.benchmarks.Report;
import dev.winnow.matching.Normaliser;
import dev.winnow.velocity.adapter.out.text.IcuLatin;
import dev.winnow.velocity.domain.Resemblance;
import dev.winnow.velocity.domain.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Every record of FEBRL's data sets beside those that are filed under a common heading, as the
 * velocity service does it.
 */
public final class DuplicatesSuite {
    private static final List<Integer> SETS = List.of(1, 2, 3);
    private static final double[] THRESHOLDS = {0.60, 0.65, 0.70, 0.80};

    private final Path data;

    /**
     * @param data the folder with {@code persons/febrl_dataset1.csv} and so on
     */
    public DuplicatesSuite(Path data) {
        this.data = data;
    }

    public void run(Report report) throws IOException {
        for (int set : SETS) {
            Path file = data.resolve("persons").resolve("febrl_dataset" + set + ".csv");
            if (!Files.isReadable(file)) {
                report.note("duplicates: left out", Map.of("there is no file", file));
                continue;
            }
            for (boolean documents : new boolean[] {false, true}) {
                report.note(
                        "duplicates: FEBRL %d, %s document numbers"
                                .formatted(set, documents ? "with" : "without"),
                        figures(Persons.read(file, documents)));
            }
        }
    }

    private static Map<String, Object> figures(List<Persons.Entry> entries) {
        Normaliser normaliser = Normaliser.standard();
        Words words = new Words(new IcuLatin());
        List<Resemblance> resemblances = new ArrayList<>();
        Map<String, List<Integer>> filed = new HashMap<>();
        Set<Pair> candidates = new HashSet<>();
        long headings = 0;
        for (int i = 0; i < entries.size(); i++) {
            Resemblance one = new Resemblance(entries.get(i).profile(), normaliser, words);
            resemblances.add(one);
            for (String heading : one.blocks()) {
                headings++;
                List<Integer> there = filed.computeIfAbsent(heading, h -> new ArrayList<>());
                for (int j : there) {
                    candidates.add(new Pair(j, i));
                }
                there.add(i);
            }
        }
        long pairs = pairs(entries);
        long found = candidates.stream().filter(pair -> pair.same(entries)).count();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("records", entries.size());
        figures.put("pairs", pairs);
        figures.put("headings for a record", headings / (double) entries.size());
        figures.put("compared", candidates.size());
        figures.put("found by headings", share(found, pairs));
        score(entries, resemblances, candidates, pairs, figures);
        return figures;
    }

    private static void score(
            List<Persons.Entry> entries,
            List<Resemblance> resemblances,
            Set<Pair> candidates,
            long pairs,
            Map<String, Object> figures) {
        long[] right = new long[THRESHOLDS.length];
        long[] wrong = new long[THRESHOLDS.length];
        long start = System.nanoTime();
        for (Pair pair : candidates) {
            Resemblance asking = resemblances.get(pair.second());
            double score = Resemblance.score(asking.with(entries.get(pair.first()).profile()));
            for (int t = 0; t < THRESHOLDS.length; t++) {
                if (score >= THRESHOLDS[t]) {
                    (pair.same(entries) ? right : wrong)[t]++;
                }
            }
        }
        double micros = (System.nanoTime() - start) / 1e3 / Math.max(1, candidates.size());
        for (int t = 0; t < THRESHOLDS.length; t++) {
            double precision = right[t] / (double) Math.max(1, right[t] + wrong[t]);
            double recall = right[t] / (double) pairs;
            figures.put(
                    "at %.2f".formatted(THRESHOLDS[t]),
                    String.format(
                            Locale.ROOT,
                            "precision %.3f, recall %.3f, F1 %.3f",
                            precision,
                            recall,
                            2 * precision * recall / (precision + recall)));
        }
        figures.put("microseconds for a comparison", micros);
    }

    private static long pairs(List<Persons.Entry> entries) {
        Map<String, Long> records = new HashMap<>();
        entries.forEach(entry -> records.merge(entry.number(), 1L, Long::sum));
        return records.values().stream().mapToLong(n -> n * (n - 1) / 2).sum();
    }

    private static String share(long part, long whole) {
        return String.format(Locale.ROOT, "%.3f", part / (double) whole);
    }

    private record Pair(int first, int second) {
        boolean same(List<Persons.Entry> entries) {
            return entries.get(first).number().equals(entries.get(second).number());
        }
    }
}
