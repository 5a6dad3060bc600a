package dev.winnow.faults.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FakeClockTest {
    @TempDir private Path folder;

    @Test
    void aJvmSeesAnotherTimeAtOnceAndWaitsAsLongAsItShould() throws IOException {
        Optional<String> missing = FakeClock.missing();
        assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
        FakeClock clock = FakeClock.make(folder);
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TellTime.class.getName());
        builder.environment().putAll(clock.environment());
        Process jvm = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader said =
                new BufferedReader(
                        new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
            for (Duration ahead :
                    new Duration[] {Duration.ZERO, Duration.ofHours(1), Duration.ofHours(-1)}) {
                clock.set(ahead);
                jvm.getOutputStream().write('\n');
                jvm.getOutputStream().flush();
                assertTells(said.readLine(), ahead);
            }
        } finally {
            jvm.destroyForcibly();
        }
    }

    private static void assertTells(String line, Duration ahead) {
        String[] words = line.split(" ", -1);
        assertThat(Instant.ofEpochMilli(Long.parseLong(words[0])))
                .isCloseTo(Instant.now().plus(ahead), within(20, ChronoUnit.SECONDS));
        for (int i = 1; i < words.length; i++) {
            assertThat(Long.parseLong(words[i]))
                    .as("milliseconds of wait %d of %s", i, line)
                    .isBetween(TellTime.WAIT_MILLIS - 1L, 20_000L);
        }
    }
}
