package dev.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Winnow on three nats-servers, one of which is lost and comes back. */
final class UpClusterTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String HEADER = "reference,kind,name,date_of_birth,country\n";

    @TempDir private Path folder;

    @Test
    void goesOnWithoutTheNodeThatLedAndStartsItAgain() throws Exception {
        try (CliProcess up = start()) {
            assertThat(screen("A").exitCode()).isZero();
            assertThat(winnow("nats", "apply").out()).contains("stream SCREENING unchanged");

            String leader = leader("APPLICATIONS");
            up.killServers(leader);
            CliProcess.Finished second = screen("B");

            assertThat(second.exitCode()).as(second.err()).isZero();
            assertThat(up.err()).contains("the nats-server " + leader + " has ended");
            Eventually.that(LIMIT, () -> up.err().contains(leader + " runs again"));
            Eventually.that(LIMIT, () -> followersAreWell(winnow("status").out()));
            up.terminate();
            assertThat(up.await().exitCode()).as(up.err()).isZero();
        }
        CliProcess.Finished third = screen("A");
        assertThat(third.exitCode()).as("on the same three: %s", third.err()).isZero();
        assertThat(third.err()).contains("starting Winnow on");
        CliProcess.Finished single = winnow("up", "--cluster", "1", "--port", "0");
        assertThat(single.exitCode()).isEqualTo(2);
        assertThat(single.err()).contains("is the data of a NATS cluster");
    }

    @Test
    void whatASingleServerHasMadeIsRefusedAndSoIsNonsense() throws Exception {
        Files.createDirectories(Path.of(data(), "nats", "jetstream"));
        CliProcess.Finished run = winnow("up", "--cluster", "3", "--port", "0", "--http-port", "0");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("is the data of a single nats-server");
        assertThat(winnow("up", "--cluster", "2").exitCode()).isEqualTo(2);
        CliProcess.Finished both =
                winnow("up", "--cluster", "3", "--nats", "nats://127.0.0.1:4222");
        assertThat(both.exitCode()).isEqualTo(2);
    }

    private CliProcess start() throws IOException {
        CliProcess up =
                CliProcess.start(
                        folder,
                        "up",
                        "--cluster",
                        "3",
                        "--data",
                        data(),
                        "--port",
                        "0",
                        "--http-port",
                        "0");
        Eventually.that(
                LIMIT,
                () -> "Winnow is up",
                () -> up.out().contains("Ctrl-C or SIGTERM") || !up.isAlive());
        assertThat(up.isAlive()).as(up.err()).isTrue();
        return up;
    }

    private String leader(String stream) throws Exception {
        String status = winnow("status").out();
        Matcher row = Pattern.compile(stream + " .* (n\\d) +n\\d, n\\d").matcher(status);
        assertThat(row.find()).as(status).isTrue();
        return row.group(1);
    }

    private static boolean followersAreWell(String status) {
        return status.contains("FOLLOWERS")
                && !status.contains("(not there)")
                && !status.contains("(behind)");
    }

    private CliProcess.Finished screen(String letter) throws Exception {
        StringBuilder rows = new StringBuilder(HEADER);
        for (int i = 1; i <= 20; i++) {
            rows.append("%s-%d,person,Ada Example %d,1985-03-14,ES%n".formatted(letter, i, i));
        }
        Path file = Files.writeString(folder.resolve(letter + ".csv"), rows);
        return winnow("screen", file.toString());
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private CliProcess.Finished winnow(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data()));
        return CliProcess.run(folder, all.toArray(new String[0]));
    }
}
