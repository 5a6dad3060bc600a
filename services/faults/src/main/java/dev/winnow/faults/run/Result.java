package dev.winnow.faults.run;

import dev.winnow.faults.check.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a scenario ended.
 *
 * @param failures nothing when it passed
 * @param lines what happened when
 * @param zeroLag from the end of the fault until nothing waited
 * @param verdict of the checker; none when it could not be asked
 */
public record Result(
        String name,
        String fault,
        String promise,
        List<String> failures,
        List<Story.Line> lines,
        Map<String, String> figures,
        Duration took,
        @Nullable Duration zeroLag,
        @Nullable Verdict verdict) {

    public Result {
        failures = List.copyOf(failures);
        lines = List.copyOf(lines);
    }

    public boolean passed() {
        return failures.isEmpty();
    }
}
