package dev.winnow.cli.screen;

import dev.winnow.cli.console.Terminal;
import dev.winnow.cli.console.Terminal.Colour;
import dev.winnow.contracts.Decision;
import dev.winnow.contracts.Reason;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints a report for people. */
final class ReportPrinter {
    private static final int MOST_PROBLEMS = 20;

    private final Terminal terminal;
    private final PrintStream out;

    ReportPrinter(Terminal terminal) {
        this.terminal = terminal;
        this.out = terminal.out();
    }

    /**
     * @param objections some that were referred or rejected
     * @param objectionCount how many there are of those in all
     * @param written where all results are; null when nowhere
     */
    void print(
            Report report,
            List<ResultLine> objections,
            int objectionCount,
            @Nullable Path written) {
        problems(report);
        objections(objections, objectionCount, written);
        decisions(report);
        reasons(report);
        figures(report);
        if (written != null) {
            out.println("Results: " + written);
        }
    }

    private void problems(Report report) {
        PrintStream err = terminal.err();
        List<RowResult> failed = report.failed();
        for (RowResult row : failed.subList(0, Math.min(MOST_PROBLEMS, failed.size()))) {
            if (row.problem() != null) {
                err.println("line " + row.line() + ": " + row.problem().words());
            }
        }
        if (failed.size() > MOST_PROBLEMS) {
            err.println("… and " + (failed.size() - MOST_PROBLEMS) + " more such lines");
        }
    }

    private void objections(List<ResultLine> objections, int count, @Nullable Path written) {
        if (objections.isEmpty()) {
            return;
        }
        out.println("Referred and rejected");
        int width = objections.stream().mapToInt(o -> o.reference().length()).max().orElse(0);
        for (ResultLine line : objections) {
            out.println(
                    "  "
                            + decision(line.decision())
                            + "  "
                            + line.reference()
                            + " "
                                    .repeat(
                                            Math.min(40, width)
                                                    - Math.min(40, line.reference().length()))
                            + "  "
                            + because(line));
        }
        if (count > objections.size()) {
            String where = written == null ? "; --out FILE writes all" : "; all are in " + written;
            out.println("  … and " + (count - objections.size()) + " more" + where);
        }
        out.println();
    }

    private static String because(ResultLine line) {
        String reasons =
                line.reasons().stream().map(Reason::code).collect(Collectors.joining(", "));
        if (line.hits().isEmpty()) {
            return reasons;
        }
        ResultLine.ListHit best = line.hits().getFirst();
        return String.format(
                Locale.ROOT,
                "%s  [%s %s: %s, %.2f]",
                reasons,
                best.list(),
                best.entry(),
                best.matchedName(),
                best.score());
    }

    private void decisions(Report report) {
        out.println("Decisions");
        for (Decision decision : Decision.values()) {
            int count = report.decisions().getOrDefault(decision, 0);
            out.printf(Locale.ROOT, "  %s  %7d%n", decision(decision), count);
        }
        if (report.known() > 0) {
            out.println(
                    report.known() == report.decided()
                            ? "  all " + report.known() + " were known already"
                            : "  " + report.known() + " of them were known already");
        }
        if (report.undecided() > 0) {
            out.println(
                    terminal.colour(
                            Colour.BAD,
                            "  " + report.undecided() + " have no decision; run it again"));
        }
        long invalid = report.failed().stream().filter(Report::isInvalid).count();
        long others = report.failed().size() - invalid;
        if (others > 0) {
            out.println(
                    terminal.colour(
                            Colour.BAD, "  " + others + " were not taken; see the lines above"));
        }
        out.println();
    }

    private String decision(Decision decision) {
        return switch (decision) {
            case APPROVE -> terminal.colour(Colour.GOOD, "approve");
            case REFER -> terminal.colour(Colour.WARNING, "refer  ");
            case REJECT -> terminal.colour(Colour.BAD, "reject ");
        };
    }

    private void reasons(Report report) {
        if (report.reasons().isEmpty()) {
            return;
        }
        out.println("Reasons");
        int width = report.reasons().keySet().stream().mapToInt(String::length).max().orElse(0);
        report.reasons()
                .forEach((code, count) ->
                        out.printf(Locale.ROOT, "  %-" + width + "s  %7d%n", code, count));
        out.println();
    }

    private void figures(Report report) {
        Report.Latency latency = report.latency();
        double seconds = report.took().toNanos() / 1e9;
        if (latency == null) {
            out.printf(Locale.ROOT, "Nothing new to decide; looked up in %.1f s%n", seconds);
            return;
        }
        out.printf(
                Locale.ROOT,
                "Receipt to decision (ms): p50 %.1f, p90 %.1f, p99 %.1f, max %.1f%n",
                latency.p50(),
                latency.p90(),
                latency.p99(),
                latency.max());
        out.printf(
                Locale.ROOT,
                "Throughput: %d decided in %.1f s, %.0f per second%n",
                latency.count(),
                seconds,
                report.perSecond());
    }
}
