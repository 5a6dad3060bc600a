package dev.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.cli.console.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot work ends with one clear line and a fitting exit code. */
final class BadInputTest {
    private static final String ROWS = "reference,kind,name\nA-1,person,Ada\n";

    @TempDir Path folder;

    @Test
    void filesThatCannotBeUsed() throws IOException {
        assertEnds(ExitCode.USAGE, "there is no file", "screen", path("missing.csv"));
        assertEnds(ExitCode.USAGE, "is a directory", "screen", folder.toString());
        assertEnds(ExitCode.FAILED, "is empty", "screen", file("empty.csv", ""));
        assertEnds(
                ExitCode.FAILED, "has no column name", "screen", file("h.csv", "reference,kind"));
        assertEnds(
                ExitCode.FAILED,
                "has no usable row",
                "screen",
                file("none.csv", "reference,kind,name\nA-1,cat,Ada\n"));
        Path latin =
                Files.write(
                        folder.resolve("l.csv"),
                        (ROWS + "\u00ff").getBytes(StandardCharsets.ISO_8859_1));
        assertEnds(ExitCode.FAILED, "line 3 is not valid UTF-8", "screen", latin.toString());
    }

    @Test
    void argumentsThatMakeNoSense() throws IOException {
        String good = file("good.csv", ROWS);
        assertEnds(ExitCode.USAGE, "Unknown option", "screen", good, "--fiel");
        assertEnds(ExitCode.USAGE, "is not NAME=PATH", "screen", good, "--list", "x");
        assertEnds(ExitCode.USAGE, "no list name", "screen", good, "--list", "A b=" + good);
        assertEnds(ExitCode.USAGE, "readable", "screen", good, "--list", "x=" + path("no"));
        assertEnds(ExitCode.USAGE, "no policy file", "screen", good, "--policy", path("no"));
        assertEnds(ExitCode.USAGE, "is a directory", "screen", good, "--out", folder.toString());
        assertEnds(ExitCode.USAGE, "no folder", "screen", good, "--out", path("no/where"));
        assertEnds(ExitCode.USAGE, "--concurrency", "screen", good, "--concurrency", "0");
        assertEnds(ExitCode.USAGE, "is no time", "screen", good, "--timeout", "soon");
        assertEnds(ExitCode.USAGE, "Unmatched argument", "wish");
        assertEnds(ExitCode.USAGE, "a command is missing");
        assertEnds(ExitCode.USAGE, "a command is missing", "nats");
        assertEnds(ExitCode.USAGE, "there is no event", "publish", "no.such", "{}");
        assertEnds(ExitCode.USAGE, "must not be", "publish", "screening.started", "{}");
    }

    @Test
    void aDataDirectoryThatIsNone() throws IOException {
        String good = file("good.csv", ROWS);
        assertEnds(ExitCode.FAILED, "is not a directory", "screen", good, "--data", good);
        assertEnds(ExitCode.FAILED, "is not a directory", "up", "--data", good);
    }

    @Test
    void nobodyIsThere() throws IOException {
        String[] nats = {"--nats", "nats://127.0.0.1:1"};
        String good = file("good.csv", ROWS);
        String line = "no NATS server can be reached";
        assertEnds(ExitCode.UNREACHABLE, line, "screen", good, nats[0], nats[1]);
        assertEnds(ExitCode.UNREACHABLE, line, "request", "a.v1.b", nats[0], nats[1]);
        assertEnds(ExitCode.UNREACHABLE, line, "status", nats[0], nats[1]);
        assertEnds(ExitCode.UNREACHABLE, line, "tail", nats[0], nats[1]);
        assertEnds(ExitCode.UNREACHABLE, line, "nats", "apply", nats[0], nats[1]);
    }

    @Test
    void anOccupiedPortIsNamedAndNothingIsLeftRunning() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            String data = path("data");
            assertEnds(
                    ExitCode.FAILED,
                    port,
                    "up",
                    "--http-port",
                    port,
                    "--port",
                    "0",
                    "--data",
                    data);
        }
        // Nothing holds the directory any more: the same can be tried at once.
        assertThat(folder.resolve("data/run.json")).doesNotExist();
    }

    @Test
    void helpIsEverywhere() {
        for (String command :
                new String[] {"screen", "up", "status", "request", "publish", "tail", "version"}) {
            Said said = run(command, "--help");
            assertThat(said.exitCode()).isZero();
            assertThat(said.out()).contains("Usage: winnow " + command);
        }
        assertThat(run("--help").out()).contains("Exit codes");
        assertThat(run("--version").out()).contains("winnow");
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private Said run(String... arguments) {
        return Said.run(
                Map.of("WINNOW_HOME", folder.toString(), "WINNOW_DATA", path("data")), arguments);
    }

    private void assertEnds(int exitCode, String words, String... arguments) {
        Said said = run(arguments);
        String all = String.join(" ", arguments) + " said: " + said.err() + said.out();
        assertThat(said.exitCode()).as(all).isEqualTo(exitCode);
        assertThat(said.err().lines().toList().getLast()).as(all).contains(words);
        assertThat(said.err()).as(all).doesNotContain("Exception", "\tat ");
        assertThat(said.out()).as(all).isEmpty();
    }
}
