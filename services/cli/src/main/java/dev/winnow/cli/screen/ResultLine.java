package dev.winnow.cli.screen;

import dev.winnow.contracts.Decision;
import dev.winnow.contracts.Reason;
import dev.winnow.contracts.screening.CheckResult;
import dev.winnow.contracts.screening.ScreeningResult;
import java.util.List;

/**
 * One line of the file that {@code --out} names.
 *
 * @param known whether it had been submitted before this run
 * @param millis from its receipt to its decision
 */
record ResultLine(
        String reference,
        String applicationId,
        boolean known,
        Decision decision,
        List<Reason> reasons,
        List<ListHit> hits,
        List<CheckResult> checks,
        long millis) {

    ResultLine {
        reasons = List.copyOf(reasons);
        hits = List.copyOf(hits);
        checks = List.copyOf(checks);
    }

    /** An entry of a list that the applicant resembles. */
    record ListHit(String list, String entry, String matchedName, double score) {}

    static ResultLine of(RowResult row, String id, Outcome outcome, ScreeningResult result) {
        return new ResultLine(
                row.reference(),
                id,
                row.known(),
                outcome.decision(),
                outcome.reasons(),
                result.hits().stream()
                        .map(h -> new ListHit(h.list(), h.entry(), h.matchedName(), h.score()))
                        .toList(),
                result.checks(),
                outcome.took().toMillis());
    }
}
