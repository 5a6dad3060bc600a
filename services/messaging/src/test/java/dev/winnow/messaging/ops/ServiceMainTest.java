package dev.winnow.messaging.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.localservers.Eventually;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.config.ConfigException;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
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
            SpanContext span =
                    SpanContext.create(
                            "0af7651916cd43dd8448eb211c80319c",
                            "b7ad6b7169203331",
                            TraceFlags.getDefault(),
                            TraceState.getDefault());
            Context work =
                    Context.root()
                            .with(Span.wrap(span))
                            .with(Logging.SERVICE, "other")
                            .with(Logging.EVENT_ID, "e-1");
            try (Scope _ = work.makeCurrent()) {
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
        for (JsonNode line : lines()) {
            boolean traced = line.path("message").asString("").equals("traced");
            assertThat(line.path("service").asString("")).isEqualTo(traced ? "other" : "child");
            assertThat(line.path("trace_id").asString(""))
                    .isEqualTo(traced ? "0af7651916cd43dd8448eb211c80319c" : "");
            assertThat(line.path("event_id").asString("")).isEqualTo(traced ? "e-1" : "");
        }
        assertThat(lines())
                .extracting(line -> line.path("message").asString(""))
                .contains("traced");
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

    @Test
    void aPlainLineSaysWhoseItIsAndInWhichTrace() throws Exception {
        Process child = start("runs", "plain");
        awaitLine("traced");
        child.destroy();
        assertThat(exit(child)).isZero();
        assertThat(Files.readString(folder.resolve("err")))
                .containsPattern("INFO +other test 0af7651916cd43dd8448eb211c80319c - traced\\R")
                .containsPattern("INFO +child test - drained\\R");
    }

    private Process start(String how) throws IOException {
        return start(how, "json");
    }

    private Process start(String how, String format) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        how);
        builder.environment().put("WINNOW_LOG_FORMAT", format);
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
