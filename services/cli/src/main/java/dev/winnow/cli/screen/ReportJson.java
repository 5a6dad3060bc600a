package dev.winnow.cli.screen;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.contracts.Decision;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report for programs. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReportJson(
        boolean complete,
        int decided,
        Map<Decision, Integer> decisions,
        int known,
        int undecided,
        int badRows,
        List<Failed> failed,
        Map<String, Integer> reasons,
        Report.@Nullable Latency latencyMillis,
        double perSecond,
        double seconds) {

    /** A row that did not become an application. */
    record Failed(long line, String reference, String problem) {}

    static ReportJson of(Report report, int badRows) {
        List<Failed> failed =
                report.failed().stream()
                        .map(row ->
                                new Failed(
                                        row.line(),
                                        row.reference(),
                                        row.problem() == null ? "" : row.problem().words()))
                        .toList();
        return new ReportJson(
                report.complete(),
                report.decided(),
                report.decisions(),
                report.known(),
                report.undecided(),
                badRows,
                failed,
                report.reasons(),
                report.latency(),
                report.perSecond(),
                report.took().toNanos() / 1e9);
    }
}
