package dev.winnow.cli.screen;

import dev.winnow.contracts.Decision;
import dev.winnow.contracts.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a run.
 *
 * @param decisions how many rows ended in each way
 * @param known rows whose application had been submitted before
 * @param reasons how many decided rows have each reason, the most frequent first
 * @param failed rows that break a rule or contradict another row, or could not be submitted
 * @param undecided rows that were submitted and have no decision, and rows never submitted
 * @param latency of the new applications, from receipt to decision; null when none is new
 * @param perSecond new decisions for each second of the run
 */
record Report(
        int decided,
        Map<Decision, Integer> decisions,
        int known,
        Map<String, Integer> reasons,
        List<RowResult> failed,
        int undecided,
        @Nullable Latency latency,
        double perSecond,
        Duration took) {

    /** Percentiles in milliseconds. */
    record Latency(int count, double p50, double p90, double p99, double max) {}

    /** A day; what took longer is shown as that. */
    private static final long LONGEST_MICROS = Duration.ofDays(1).toNanos() / 1_000;

    /**
     * @param usable the rows of the file that could be submitted
     */
    static Report of(ScreenRun.Finished finished, int usable) {
        Map<Decision, Integer> decisions = new EnumMap<>(Decision.class);
        Map<String, Integer> reasons = new TreeMap<>();
        List<RowResult> failed = new ArrayList<>();
        Histogram latencies = new Histogram(LONGEST_MICROS, 3);
        int decided = 0;
        int known = 0;
        for (RowResult row : finished.rows()) {
            Outcome outcome = row.outcome();
            if (row.problem() != null) {
                failed.add(row);
            } else if (outcome != null) {
                decided++;
                known += row.known() ? 1 : 0;
                decisions.merge(outcome.decision(), 1, Integer::sum);
                outcome.reasons().stream()
                        .map(Reason::code)
                        .distinct()
                        .forEach(code -> reasons.merge(code, 1, Integer::sum));
                if (!row.known()) {
                    latencies.recordValue(micros(outcome.took()));
                }
            }
        }
        double seconds = Math.max(1e-3, finished.took().toNanos() / 1e9);
        return new Report(
                decided,
                decisions,
                known,
                mostFrequentFirst(reasons),
                List.copyOf(failed),
                usable - decided - failed.size(),
                latency(latencies),
                latencies.getTotalCount() / seconds,
                finished.took());
    }

    private static long micros(Duration took) {
        return Math.clamp(took.toNanos() / 1_000, 0, LONGEST_MICROS);
    }

    private static @Nullable Latency latency(Histogram micros) {
        return micros.getTotalCount() == 0
                ? null
                : new Latency(
                        Math.toIntExact(micros.getTotalCount()),
                        micros.getValueAtPercentile(50) / 1e3,
                        micros.getValueAtPercentile(90) / 1e3,
                        micros.getValueAtPercentile(99) / 1e3,
                        micros.getMaxValue() / 1e3);
    }

    private static Map<String, Integer> mostFrequentFirst(Map<String, Integer> counts) {
        Map<String, Integer> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    /** Whether every usable row has its decision; rows that break a rule are not usable. */
    boolean complete() {
        return undecided == 0 && failed.stream().allMatch(Report::isInvalid);
    }

    static boolean isInvalid(RowResult row) {
        return row.problem() != null && row.problem().invalid();
    }
}
