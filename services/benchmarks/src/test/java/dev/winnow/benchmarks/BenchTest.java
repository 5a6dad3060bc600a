package dev.winnow.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.messaging.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That every suite runs to its end; what it measures in a moment says nothing. */
class BenchTest {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "request, 4",
        "consume, 6",
        "outbox, 5",
        "overload, 4",
        "sync, 12",
        "watchlist, 5",
        "swap, 3",
        "rescreening, 1"
    })
    void everySuiteRunsToItsEnd(String suite, int rows) throws Exception {
        List<?> results = run(suite, "--rounds", "1", "--slice", "100", "--warm-up", "100");

        assertThat(results).hasSize(rows);
        for (Object row : results) {
            if (row instanceof Map<?, ?> map && map.containsKey("contender")) {
                assertThat(map.get("perSecond")).as("%s", row).isNotNull();
            }
        }
    }

    @Test
    void contendersCanBeChosen() throws Exception {
        List<?> results =
                run(
                        "request",
                        "--rounds",
                        "1",
                        "--slice",
                        "100",
                        "--warm-up",
                        "100",
                        "--only",
                        "raw");
        assertThat(results).hasSize(1);
    }

    private List<?> run(String suite, String... options) throws Exception {
        Path out = folder.resolve("bench.json");
        List<String> fixed =
                List.of(
                        suite,
                        "--small",
                        "--callers",
                        "2",
                        "--names",
                        "2000",
                        "--questions",
                        "600",
                        "--events",
                        "2000",
                        "--applications",
                        "200",
                        "--data",
                        folder.toString(),
                        "--out",
                        out.toString());
        String[] all = new String[fixed.size() + options.length];
        fixed.toArray(all);
        System.arraycopy(options, 0, all, fixed.size(), options.length);
        assertThat(Bench.run(all)).isZero();
        Object results = Json.read(Files.readAllBytes(out), Map.class).get("results");
        return results instanceof List<?> list ? list : List.of();
    }
}
