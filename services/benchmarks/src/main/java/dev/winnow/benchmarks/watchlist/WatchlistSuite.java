package dev.winnow.benchmarks.watchlist;

import dev.winnow.benchmarks.Report;
import dev.winnow.watchlist.domain.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The watch list's engine, without a wire: labelled pairs, pairs across scripts, mangled names,
 * false alerts, candidates, and speed by the number of names.
 */
public final class WatchlistSuite {
    /** What the service takes by default. */
    static final double THRESHOLD = 0.80;

    private final Path folder;
    private final List<Integer> sizes;
    private final int questions;

    /**
     * @param folder with published lists and labelled names; invented ones are taken without it
     * @param sizes numbers of invented names to measure the speed at
     * @param questions asked at each size; a twentieth of it of each kind for the quality
     */
    public WatchlistSuite(Path folder, List<Integer> sizes, int questions) {
        this.folder = folder;
        this.sizes = List.copyOf(sizes);
        this.questions = questions;
    }

    public void run(Report report) throws IOException {
        ListData data = ListData.in(folder);
        int names = data.listed().stream().mapToInt(entry -> entry.names().size()).sum();
        report.note(
                data.real() ? "published lists" : "invented lists: no published ones in " + folder,
                Map.of("entries", data.listed().size(), "names", names));
        if (data.real()) {
            LabelledPairs.measure(data.folder().resolve("names/labelled_pairs.csv"), report);
            acrossScripts(data.folder().resolve("names/cross_script_pairs.csv"), report);
        }
        Snapshot lists = Speed.snapshot(data.listed());
        new Quality(lists, data, questions).measure(report);
        if (data.real()) {
            Speed.published(questions, data, lists, report);
        }
        for (int size : sizes) {
            Speed.measure(size, questions, data, report);
        }
    }

    private static void acrossScripts(Path file, Report report) throws IOException {
        Map<String, Object> figures = new LinkedHashMap<>();
        int possible = 0;
        int pairs = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            String[] pair = line.split(",", -1);
            if (!line.startsWith("#") && pair.length == 4 && !pair[0].equals("Query")) {
                double score = LabelledPairs.score(pair[0], pair[1], true);
                figures.put(pair[1] + ", " + pair[3], score);
                possible += score >= 0.7 ? 1 : 0;
                pairs++;
            }
        }
        report.note("pairs across scripts: %d of %d at 0.70".formatted(possible, pairs), figures);
    }
}
