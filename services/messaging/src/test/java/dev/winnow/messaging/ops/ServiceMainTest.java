package dev.winnow.messaging.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.localservers.Eventually;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.config.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;

class ServiceMainTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir private Path folder;

    /** What the child process runs. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) {
            ServiceMain.run("child", Duration.ofSeconds(1), () -> start(args[0]));
        }

        private static ServiceMain.Running start(String how) {
            return switch (how) {
                case "fails" -> throw new IllegalStateException("there is no\n  database");
                case "misconfigured" ->
                        throw new ConfigException(List.of("a is missing", "unknown key b"));
                default -> new Service(how);
            };
        }
    }

    private record Service(String how) implements ServiceMain.Running {
        Service {
            try (var _ = MDC.putCloseable(Logging.TRACE_ID, "0af7651916cd43dd8448eb211c80319c")) {
                LoggerFactory.getLogger("test").info("traced");
            }
        }

        @Override
        public void drain(Duration limit) {
            if (how.equals("hangs")) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            LoggerFactory.getLogger("test").info("drained");
        }

        @Override
        public void close() {
            LoggerFactory.getLogger("test").info("closed");
        }
    }

    @Test
    void aFailedStartIsOneLineAndExitCodeOne() throws Exception {
        Process child = start("fails");
        assertThat(exit(child)).isEqualTo(1);
        assertThat(lines())
                .singleElement()
                .satisfies(line ->
                        assertThat(line.path("message").asString(""))
                                .isEqualTo("child cannot start: there is no database"));
    }

    @Test
    void badConfigurationIsOneLineWithEveryProblemAndExitCodeTwo() throws Exception {
        Process child = start("misconfigured");
        assertThat(exit(child)).isEqualTo(2);
        assertThat(lines())
                .singleElement()
                .satisfies(line ->
                        assertThat(line.path("message").asString(""))
                                .contains("a is missing; unknown key b"));
    }

    @Test
    void sigtermDrainsClosesAndExitsZeroAndEveryLineIsJson() throws Exception {
        Process child = start("works");
        awaitLine("child is running");
        child.destroy();
        assertThat(exit(child)).isZero();
        assertThat(lines())
                .extracting(line -> line.path("message").asString(""))
                .containsSubsequence("child is running", "drained", "closed", "child has stopped");
        assertThat(lines())
                .allSatisfy(
                        line -> assertThat(line.path("service").asString("")).isEqualTo("child"))
                .anySatisfy(line ->
                        assertThat(line.path("trace_id").asString(""))
                                .isEqualTo("0af7651916cd43dd8448eb211c80319c"));
    }

    @Test
    void aDrainThatHangsIsCutOffAndSaysSo() throws Exception {
        Process child = start("hangs");
        awaitLine("child is running");
        child.destroy();
        assertThat(exit(child)).isEqualTo(1);
        assertThat(lines())
                .extracting(line -> line.path("message").asString(""))
                .contains("child did not finish within 1 s; stopping it");
    }

    private Process start(String how) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        how);
        builder.environment().put("WINNOW_LOG_FORMAT", "json");
        builder.redirectOutput(folder.resolve("out").toFile());
        builder.redirectError(folder.resolve("err").toFile());
        return builder.start();
    }

    private static int exit(Process child) throws InterruptedException {
        if (!child.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)) {
            child.destroyForcibly();
            throw new AssertionError("the process did not end");
        }
        return child.exitValue();
    }

    private void awaitLine(String message) {
        Eventually.that(SOON, () -> Files.readString(folder.resolve("err")).contains(message));
    }

    private List<JsonNode> lines() throws IOException {
        assertThat(Files.size(folder.resolve("out"))).as("bytes on standard output").isZero();
        return Files.readAllLines(folder.resolve("err")).stream()
                .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), JsonNode.class))
                .toList();
    }
}
