package dev.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.datastore.DatabaseConfig;
import dev.winnow.testkit.Eventually;
import dev.winnow.testkit.TestDatabase;
import dev.winnow.testkit.TestNats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A NATS and databases that are there already. */
final class OtherServersTest {
    @TempDir Path folder;

    @Test
    void upUsesWhatItIsGivenAndScreenFindsItThere() throws Exception {
        Map<String, String> environment = new HashMap<>();
        for (String service : List.of("APPLICATIONS", "WATCHLIST", "SCREENING", "VELOCITY")) {
            DatabaseConfig database = TestDatabase.fresh().config();
            String prefix = "WINNOW_DATABASE_" + service;
            environment.put(prefix + "_URL", database.url());
            environment.put(prefix + "_USER", database.user());
            environment.put(prefix + "_PASSWORD", database.password().value());
        }
        environment.put("WINNOW_VELOCITY_SECRET", "invented-secret-of-enough-letters");
        Path data = folder.resolve("data");
        try (TestNats nats = TestNats.fresh();
                CliProcess up =
                        CliProcess.start(
                                folder,
                                environment,
                                "up",
                                "--data",
                                data.toString(),
                                "--nats",
                                nats.url(),
                                "--http-port",
                                "0")) {
            Eventually.that(
                    Duration.ofMinutes(2),
                    () -> "Winnow is up",
                    () -> up.out().contains("Ctrl-C") || !up.isAlive());
            assertThat(up.out()).as(up.err()).contains(nats.url());
            assertThat(data.resolve("nats")).doesNotExist();
            assertThat(data.resolve("postgres")).doesNotExist();
            assertThat(data.resolve("passwords.json")).doesNotExist();
            Path rows =
                    Files.writeString(
                            folder.resolve("rows.csv"),
                            "reference,kind,name\nN-1,person,Ada Example\n");
            CliProcess.Finished screened =
                    CliProcess.run(folder, "screen", rows.toString(), "--nats", nats.url());
            assertThat(screened.exitCode()).as(screened.err()).isZero();
            assertThat(screened.out())
                    .contains("MISSING_DATA")
                    .doesNotContain("CHECK_UNAVAILABLE:velocity");
            up.terminate();
            assertThat(up.await().exitCode()).as(up.err()).isZero();
        }
    }
}
