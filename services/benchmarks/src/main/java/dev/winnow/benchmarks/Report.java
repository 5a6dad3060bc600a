package dev.winnow.benchmarks;

import dev.winnow.messaging.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Prints a table for each comparison as it is done, and keeps all as JSON. */
public final class Report {
    private record Column(String key, String title, String format) {}

    private static final List<Column> COLUMNS =
            List.of(
                    new Column("perSecond", " per second", "%11.0f"),
                    new Column("perSecondRatio", "   ratio", "%8.2f"),
                    new Column("p50Micros", "    p50 us", "%10.1f"),
                    new Column("p50Ratio", "   ratio", "%8.2f"),
                    new Column("p99Micros", "    p99 us", "%10.1f"),
                    new Column("p99Ratio", "   ratio", "%8.2f"),
                    new Column("cpuMicrosPerCall", "  cpu us", "%8.1f"),
                    new Column("serverMicrosPerCall", "  server", "%8.1f"),
                    new Column("bytesPerCall", "   bytes", "%8.0f"));

    private final PrintStream out;
    private final List<Map<String, Object>> rows = new ArrayList<>();

    public Report(PrintStream out) {
        this.out = out;
    }

    /** The first contender is the one that the others are compared to, round by round. */
    public void add(String title, Map<String, List<Sample>> samples) {
        if (samples.isEmpty()) {
            return; // Nobody was to take part.
        }
        List<Sample> base = samples.values().iterator().next();
        out.println();
        out.println(title);
        StringBuilder line = new StringBuilder(" ".repeat(30));
        COLUMNS.forEach(column -> line.append(column.title()));
        out.println(line);
        samples.forEach((name, own) -> row(title, name, own, base));
        out.flush();
    }

    private void row(String title, String name, List<Sample> own, List<Sample> base) {
        double[] figures = {
            median(own, Sample::perSecond),
            ratio(own, base, Sample::perSecond),
            median(own, Sample::p50Micros),
            ratio(own, base, Sample::p50Micros),
            median(own, Sample::p99Micros),
            ratio(own, base, Sample::p99Micros),
            median(own, Sample::cpuMicrosPerCall),
            median(own, Sample::serverMicrosPerCall),
            median(own, Sample::bytesPerCall)
        };
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("comparison", title);
        row.put("contender", name);
        StringBuilder line = new StringBuilder("  %-28s".formatted(name));
        for (int i = 0; i < figures.length; i++) {
            Column column = COLUMNS.get(i);
            if (measured(figures[i])) {
                row.put(column.key(), figures[i]);
            }
            String text = String.format(Locale.ROOT, column.format(), figures[i]);
            line.append(measured(figures[i]) ? text : " ".repeat(text.length() - 1) + "-");
        }
        rows.add(row);
        out.println(line);
    }

    /** Not every suite has latencies. */
    private static boolean measured(double figure) {
        return figure > 0 && !Double.isNaN(figure) && !Double.isInfinite(figure);
    }

    /** One line of words and figures that are no comparison of contenders. */
    public void note(String title, Map<String, ?> figures) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("comparison", title);
        row.putAll(figures);
        rows.add(row);
        out.println();
        out.println(title);
        figures.forEach((name, value) ->
                out.println(
                        "  "
                                + name
                                + ": "
                                + (value instanceof Double number
                                        ? String.format(Locale.ROOT, "%.2f", number)
                                        : value)));
        out.flush();
    }

    /** Writes all that was added as one JSON file. */
    public void write(Path file, Map<String, Object> about) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>(about);
        all.put("results", rows);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.write(file, Json.write(all));
    }

    private static double ratio(
            List<Sample> own, List<Sample> base, ToDoubleFunction<Sample> figure) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            ratios.add(figure.applyAsDouble(own.get(i)) / figure.applyAsDouble(base.get(i)));
        }
        return median(ratios);
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        return median(samples.stream().map(figure::applyAsDouble).toList());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
