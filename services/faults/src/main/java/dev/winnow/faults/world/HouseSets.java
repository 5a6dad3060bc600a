package dev.winnow.faults.world;

import dev.winnow.faults.check.FactLine;
import dev.winnow.faults.check.FourSets;
import dev.winnow.faults.check.Verdict.Violation;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the main job leaves in its databases. A fact is an application that was committed; its
 * effect is a decision that was committed. The numbers of the events in their streams say in which
 * order they came.
 *
 * @param like the references that are looked at, as an SQL pattern
 */
record HouseSets(Db applications, Db screening, String like) {
    FourSets collect() throws SQLException {
        String committed =
                """
                SELECT a.reference, o.event_id FROM application a
                  JOIN datastore.outbox o ON o.key = a.application_id::text
                 WHERE a.reference LIKE ? AND o.subject LIKE 'events.applications.submitted.%'
                """;
        String effects =
                """
                SELECT a.reference, s.event_id FROM application a
                  JOIN datastore.outbox o ON o.key = a.application_id::text
                  LEFT JOIN datastore.outbox s ON s.key = o.key
                       AND s.subject LIKE 'events.applications.submitted.%'
                 WHERE a.reference LIKE ? AND o.subject LIKE 'events.applications.decided.%'
                 ORDER BY o.id
                """;
        Set<String> started = new HashSet<>();
        screening
                .rows("SELECT event_id FROM datastore.inbox WHERE consumer = 'screening-submitted'")
                .forEach(row -> started.add(row.getFirst()));
        List<FactLine> commits = facts(committed);
        return new FourSets(
                commits,
                facts(committed + " AND o.published_at IS NOT NULL"),
                commits.stream().filter(fact -> started.contains(fact.id())).toList(),
                facts(effects));
    }

    private List<FactLine> facts(String sql) throws SQLException {
        return applications.rows(sql, like).stream()
                .map(row -> new FactLine(row.get(0), 1, row.get(1)))
                .toList();
    }

    /** The longest time without a decision. */
    Duration longestStall() throws SQLException {
        String gaps =
                """
                SELECT coalesce(max(extract(epoch FROM gap) * 1000)::bigint, 0) FROM (
                  SELECT decided_at - lag(decided_at) OVER (ORDER BY decided_at) AS gap
                    FROM application WHERE reference LIKE ?) AS gaps
                """;
        return Duration.ofMillis(applications.number(gaps, like));
    }

    /** What the sets do not say: accepted but not there, told twice, told in the wrong order. */
    List<Violation> more(List<FactLine> commits, List<String> accepted) throws SQLException {
        List<Violation> failures = new ArrayList<>();
        Set<String> there = new HashSet<>();
        commits.forEach(fact -> there.add(fact.key()));
        List<String> lost =
                accepted.stream().filter(reference -> !there.contains(reference)).toList();
        if (!lost.isEmpty()) {
            failures.add(
                    new Violation(
                            "I1",
                            "accepted and not there",
                            lost.size(),
                            lost.stream().limit(5).toList()));
        }
        List<String> ids =
                applications
                        .rows(
                                "SELECT application_id::text FROM application WHERE reference LIKE"
                                        + " ?",
                                like)
                        .stream()
                        .map(List::getFirst)
                        .toList();
        String outOfOrder =
                """
                SELECT count(*) FROM datastore.outbox a JOIN datastore.outbox b ON b.key = a.key
                 WHERE a.key = ANY (?) AND a.subject LIKE '%.' || ? || '.%' AND b.subject LIKE '%.' || ? || '.%'
                   AND a.stream_sequence >= b.stream_sequence
                """;
        String[] keys = ids.toArray(String[]::new);
        add(
                failures,
                "I4",
                "decided before submitted in the stream",
                applications.number(outOfOrder, keys, "submitted", "decided"));
        add(
                failures,
                "I4",
                "completed before started in the stream",
                screening.number(outOfOrder, keys, "started", "completed"));
        String completed =
                "SELECT count(*) FROM (SELECT key FROM datastore.outbox WHERE key = ANY (?) AND"
                    + " subject LIKE '%.completed.%' GROUP BY key HAVING count(*) > 1) AS twice";
        add(
                failures,
                "I2",
                "told twice that they are completed",
                screening.number(completed, (Object) keys));
        return failures;
    }

    private static void add(List<Violation> failures, String rule, String words, long count) {
        if (count > 0) {
            failures.add(new Violation(rule, words, count, List.of()));
        }
    }
}
