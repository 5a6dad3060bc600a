package dev.winnow.screening.domain;

import java.util.List;

/**
 * The outcome and evidence of one check.
 *
 * @param findings codes, as in {@code UNDER_AGE}; empty when clear
 * @param evidence what it rests on, for people and auditors
 * @param hits of the watch list; empty for every other check
 * @param attempts how often it was tried
 * @param millis how long the last attempt took, in milliseconds
 * @param seen by the check of velocity; nothing for every other check
 * @param lists that the check of the watch list looked at; none for every other check
 */
public record CheckResult(
        Check check,
        CheckStatus status,
        List<String> findings,
        List<String> evidence,
        List<Hit> hits,
        int attempts,
        double millis,
        Seen seen,
        List<ListVersion> lists) {

    public CheckResult {
        findings = List.copyOf(findings);
        evidence = List.copyOf(evidence);
        hits = List.copyOf(hits);
        seen = seen == null ? Seen.nothing() : seen; // kept before there was such a check
        lists = lists == null ? List.of() : List.copyOf(lists);
    }

    /** Of any check but that of velocity. */
    public CheckResult(
            Check check,
            CheckStatus status,
            List<String> findings,
            List<String> evidence,
            List<Hit> hits,
            int attempts,
            double millis) {
        this(check, status, findings, evidence, hits, attempts, millis, Seen.nothing(), List.of());
    }

    /** Clear without findings, found with them. */
    public static CheckResult made(Check check, List<String> findings, List<String> evidence) {
        CheckStatus status = findings.isEmpty() ? CheckStatus.CLEAR : CheckStatus.FOUND;
        return new CheckResult(check, status, findings, evidence, List.of(), 1, 0);
    }

    public static CheckResult skipped(Check check, String why) {
        return new CheckResult(
                check, CheckStatus.SKIPPED, List.of(), List.of(why), List.of(), 1, 0);
    }

    public static CheckResult unavailable(Check check, String why) {
        return new CheckResult(
                check, CheckStatus.UNAVAILABLE, List.of(), List.of(why), List.of(), 1, 0);
    }

    /** The same, tried this often, the last time for this long. */
    public CheckResult tried(int times, double lastMillis) {
        return new CheckResult(
                check, status, findings, evidence, hits, times, lastMillis, seen, lists);
    }

    /** The same, with what was seen. */
    public CheckResult withSeen(Seen found) {
        return new CheckResult(
                check, status, findings, evidence, hits, attempts, millis, found, lists);
    }

    /** The same, of these lists. */
    public CheckResult withLists(List<ListVersion> looked) {
        return new CheckResult(
                check, status, findings, evidence, hits, attempts, millis, seen, looked);
    }

    /** The same, not to be relied on: what it found counts, what it did not find clears nobody. */
    public CheckResult notRelied() {
        return new CheckResult(
                check,
                CheckStatus.UNAVAILABLE,
                findings,
                evidence,
                hits,
                attempts,
                millis,
                seen,
                lists);
    }
}
