package dev.winnow.benchmarks.sync;

import dev.winnow.benchmarks.Load;
import dev.winnow.benchmarks.Report;
import dev.winnow.benchmarks.Rounds;
import java.util.ArrayList;
import java.util.List;

/**
 * How many events a second a stream acknowledges, on one node and on three of one machine, when the
 * servers sync to the disk every ten seconds and when they do it before each acknowledgement.
 */
public final class SyncSuite {
    private static final List<String> INTERVALS = List.of("10s", "always");

    private final Rounds rounds;

    public SyncSuite(Rounds rounds) {
        this.rounds = rounds;
    }

    public void run(Report report) throws Exception {
        List<Acknowledged> contenders = new ArrayList<>();
        try {
            for (String interval : INTERVALS) {
                contenders.add(Acknowledged.byOne(interval));
            }
            for (String interval : INTERVALS) {
                contenders.add(Acknowledged.byThree(interval));
            }
            for (int callers : new int[] {16, 1, 256}) {
                report.add(
                        "acknowledged events, %d publishers".formatted(callers),
                        rounds.run(
                                contenders,
                                (c, time) -> new Load(c.processes()).run(c, callers, time)));
            }
        } finally {
            for (Acknowledged contender : contenders) {
                contender.end();
            }
        }
    }
}
