package dev.winnow.faults.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.datastore.DatabaseConfig;
import dev.winnow.faults.check.Checker;
import dev.winnow.faults.check.CounterSets;
import dev.winnow.faults.check.FourSets;
import dev.winnow.faults.check.Verdict;
import dev.winnow.faults.counter.CounterContracts.Mode;
import dev.winnow.faults.counter.CounterContracts.SetMode;
import dev.winnow.faults.counter.CounterContracts.Write;
import dev.winnow.faults.counter.CounterContracts.Written;
import dev.winnow.localservers.Eventually;
import dev.winnow.localservers.NatsServer;
import dev.winnow.localservers.PostgresServer;
import dev.winnow.messaging.CallException;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.Client;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.NatsFiles;
import dev.winnow.messaging.NatsProvisioner;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.config.Secret;
import dev.winnow.messaging.ops.Telemetry;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three roles as processes on real servers. */
final class CounterTest {
    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir Path folder;
    private final NatsServer nats = NatsServer.start(NatsServer.Options.temporary());
    private final PostgresServer postgres =
            PostgresServer.start(PostgresServer.Options.temporary());
    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void close() {
        processes.forEach(Process::destroyForcibly);
        nats.close();
        postgres.close();
    }

    @Test
    void whatIsWrittenHasOneEffectInOrderAndOneEventOnly() throws Exception {
        NatsConfig config = NatsConfig.of(nats.url());
        NatsProvisioner.apply(config, NatsFiles.ofClasspath(CounterContracts.NATS_FILES));
        DatabaseConfig writer = database("counter");
        DatabaseConfig worker = database("worker");
        Process writing = start("WRITER", writer, Map.of());
        Path deliveries = folder.resolve("deliveries.jsonl");
        Process working =
                start(
                        "WORKER",
                        worker,
                        Map.of(
                                "WINNOW_COUNTER_DELIVERIES",
                                deliveries.toString(),
                                "WINNOW_POLICIES_CONSUMER_COUNTER_COUNTER_WORKER_BACKOFF",
                                "20ms"));
        start("DOWNSTREAM", worker, Map.of());
        ServiceInfo info = ServiceInfo.of("driver", "1.0.0", "A test.");
        CounterSets sets = new CounterSets(writer, worker);
        try (Messaging driver = Messaging.connect(config, info, Telemetry.none())) {
            Client<Write, Written> write = driver.client(CounterContracts.WRITE, patient());
            Client<SetMode, Mode> mode = driver.client(CounterContracts.MODE, patient());
            Eventually.that(SOON, () -> isThere(driver, CounterContracts.WRITE.service()));
            Eventually.that(SOON, () -> isThere(driver, CounterContracts.DOWNSTREAM_SERVICE));
            for (int n = 1; n <= 20; n++) {
                String behaviour = List.of("", "slow:5", "hold:5", "fail:2", "call").get(n % 5);
                assertThat(write.call(new Write("a-1", n, behaviour)).known()).isFalse();
                assertThat(write.call(new Write("a-1", n, behaviour)).known()).isTrue();
            }
            Eventually.that(SOON, () -> sets.effects("a-").size() == 20);
            assertThat(mode.call(new SetMode("")).calls()).isEqualTo(4);
            FourSets all = sets.collect(List.of(deliveries), "a-");
            Verdict verdict = Checker.check(all);
            assertThat(verdict.violations()).isEmpty();
            assertThat(verdict.committed()).isEqualTo(20);
            assertThat(verdict.duplicates()).as("two failures of each fourth").isEqualTo(8);
            assertThat(driver.stream(CounterContracts.STREAM).state().messages()).isEqualTo(20);
        }
        for (Process process : List.of(writing, working)) {
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
    }

    private static CallPolicy patient() {
        return CallPolicy.ofDefaults().withTimeout(Duration.ofSeconds(5));
    }

    private static boolean isThere(Messaging driver, String service) {
        try {
            Duration soon = Duration.ofSeconds(1);
            driver.raw().request("$SRV.PING." + service, new byte[0], Map.of(), soon);
            return true;
        } catch (CallException notYet) {
            return false;
        }
    }

    private DatabaseConfig database(String name) throws SQLException {
        String url = postgres.createDatabase(name, name, "word");
        return DatabaseConfig.ofDefaults(url, name, new Secret("word"));
    }

    private Process start(String role, DatabaseConfig database, Map<String, String> more)
            throws IOException {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("WINNOW_COUNTER_ROLE", role);
        environment.put("WINNOW_NATS_URLS", nats.url());
        environment.put("WINNOW_DATABASE_URL", database.url());
        environment.put("WINNOW_DATABASE_USER", database.user());
        environment.put("WINNOW_DATABASE_PASSWORD", database.password().value());
        environment.put("WINNOW_PROBES_PORT", "0");
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CounterMain.class.getName());
        builder.environment().putAll(environment);
        Process process =
                builder.redirectOutput(Redirect.INHERIT).redirectError(Redirect.INHERIT).start();
        processes.add(process);
        return process;
    }
}
