package dev.winnow.faults.run;

import dev.winnow.messaging.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * What a run found.
 *
 * @param seed that makes the same faults again
 * @param decided applications that were decided, in all
 * @param counted facts of the counter that had their effect, in all
 * @param complete whether all that was asked for has been run
 * @param results in the order of the table
 */
public record Report(
        long seed,
        Duration took,
        long decided,
        long counted,
        boolean complete,
        List<Result> results) {
    public Report {
        results = results.stream().sorted(Comparator.comparing(Result::name)).toList();
    }

    public boolean passed() {
        return complete && results.stream().allMatch(Result::passed);
    }

    /** Everything, for machines. */
    void write(Path file) throws IOException {
        Files.write(file, Json.write(this));
    }

    /** The table, for people. */
    String text() {
        StringBuilder text = new StringBuilder(4096);
        text.append(
                "%n %-4s %-52s %-7s %9s %9s %7s %9s %9s%n"
                        .formatted(
                                "",
                                "fault",
                                "",
                                "committed",
                                "effects",
                                "copies",
                                "stall",
                                "zero lag"));
        for (Result result : results) {
            text.append(line(result));
        }
        text.append(
                "%n%d of %d scenarios passed; %d applications decided, %d facts counted; %d s; seed %d%n"
                        .formatted(
                                results.stream().filter(Result::passed).count(),
                                results.size(),
                                decided,
                                counted,
                                took.toSeconds(),
                                seed));
        for (Result result : results) {
            result.failures()
                    .forEach(failure ->
                            text.append("FAILED %s: %s%n".formatted(result.name(), failure)));
        }
        return text.toString();
    }

    private static String line(Result result) {
        var verdict = result.verdict();
        Duration zeroLag = result.zeroLag();
        return " %-4s %-52s %-7s %9s %9s %7s %9s %9s%n"
                .formatted(
                        result.name(),
                        result.fault(),
                        result.passed() ? "passed" : "FAILED",
                        verdict == null ? "" : verdict.committed(),
                        verdict == null ? "" : verdict.effects(),
                        verdict == null ? "" : verdict.duplicates(),
                        result.figures().getOrDefault("longest stall", ""),
                        zeroLag == null ? "" : Story.seconds(zeroLag));
    }
}
