package dev.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.cli.console.ExitCode;
import dev.winnow.messaging.ops.Health;
import dev.winnow.messaging.ops.Telemetry;
import dev.winnow.testkit.TestDatabase;
import dev.winnow.testkit.TestNats;
import dev.winnow.watchlist.WatchlistConfig;
import dev.winnow.watchlist.WatchlistService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code winnow lists} and {@code winnow exclusions}, with a watch list service that is there. */
final class ListsCommandTest {
    private static final String FIRST =
            """
            entry,kind,name,countries
            CDi.001,person,"DOE, Jane Mary",CY
            CDi.002,person,"ROE, Richard",
            CDe.003,organisation,VELDRANA TRADING LTD,MT
            """;

    @TempDir Path folder;

    private final TestNats nats = TestNats.fresh();
    private Path list = Path.of("");
    private WatchlistService watchlist;

    @BeforeEach
    void start() throws IOException {
        list = Files.writeString(folder.toRealPath().resolve("un.csv"), FIRST);
        watchlist =
                WatchlistService.start(
                        WatchlistConfig.of(
                                nats.config(),
                                TestDatabase.fresh().config(),
                                List.of(folder.toRealPath())),
                        Telemetry.none(),
                        new Health());
        done("lists", "load", "un", list.toString());
    }

    @AfterEach
    void close() {
        watchlist.close();
        nats.close();
    }

    @Test
    void listsAreLoadedAndShownWithTheirVersionsAndDifferences() throws IOException {
        assertThat(done("lists", "load", "un", list.toString()).out())
                .isEqualTo("list un: version 1, 3 entries, 3 names, as before\n");
        Files.writeString(list, FIRST.replace("MT", "CY").replace("CDi.002", "CDi.004"));
        JsonNode loaded = done("lists", "load", "un", list.toString(), "--json").json().getFirst();
        assertThat(loaded.path("version").path("version").asInt(0)).isEqualTo(2);

        assertThat(done("lists").out()).contains("LIST", "un", "PUBLISHED");
        assertThat(done("lists", "--json").json().getFirst().path("lists").size()).isEqualTo(1);
        assertThat(done("lists", "versions", "un").out().lines()).hasSize(3);
        assertThat(done("lists", "versions", "un", "--limit", "1").out().lines()).hasSize(2);
        assertThat(done("lists", "diff", "un").out().lines())
                .containsExactly(
                        "list un from version 1 to 2: 1 added, 1 removed, 1 changed",
                        "~ CDe.003  VELDRANA TRADING LTD",
                        "- CDi.002  ROE, Richard",
                        "+ CDi.004  ROE, Richard");
        assertThat(done("lists", "diff", "un", "--from", "0", "--to", "1").out().lines())
                .hasSize(4);
    }

    @Test
    void whatIsRefusedSaysWhyAndEndsWithFour() throws IOException {
        Files.writeString(list, "entry,kind,name\nCDi.001,martian,Jane\n");
        Said broken = ended(ExitCode.REFUSED, "lists", "load", "un", list.toString());
        assertThat(broken.err()).contains("un.csv line 2: kind must be");
        Said outside = ended(ExitCode.REFUSED, "lists", "load", "un", "/etc/hostname");
        assertThat(outside.err()).contains("outside the load roots");
        Said another =
                ended(
                        ExitCode.REFUSED,
                        "lists",
                        "load",
                        "un",
                        list.toString(),
                        "--format",
                        "BIS",
                        "--sha256",
                        "0".repeat(64));
        assertThat(another.err()).contains("un.csv");
        assertThat(ended(ExitCode.REFUSED, "lists", "load", "bis").err())
                .contains("has no source in the configuration");
        assertThat(ended(ExitCode.REFUSED, "lists", "versions", "other").err())
                .contains("there is no list other");
        ended(ExitCode.REFUSED, "lists", "diff", "un", "--to", "7");
        ended(ExitCode.REFUSED, "lists", "entry", "un", "CDi.009");
        ended(ExitCode.USAGE, "lists", "load");
        ended(ExitCode.USAGE, "exclusions");
        assertThat(done("lists", "versions", "un").out().lines()).hasSize(2);
    }

    @Test
    void entriesAreFoundShownAndCompared() throws IOException {
        Files.writeString(list, FIRST.replace("CY", "MT"));
        done("lists", "load", "un", list.toString());

        assertThat(done("lists", "search", "jane doe", "--list", "un").out())
                .contains("CDi.001", "DOE, Jane Mary");
        assertThat(done("lists", "search", "CDe.003", "--json").json().getFirst().path("entries"))
                .hasSize(1);
        assertThat(done("lists", "entry", "un", "CDi.001").out()).contains("MT");
        assertThat(done("lists", "entry", "un", "CDi.001", "--version-number", "1").out())
                .contains("CY");
        assertThat(done("lists", "compare", "Jane Doe", "DOE, Jayne").out().lines().findFirst())
                .hasValueSatisfying(
                        score -> assertThat(Double.parseDouble(score)).isGreaterThan(0.8));
    }

    @Test
    void exclusionsAreSaidShownAndTakenBack() {
        String id =
                done(
                                "exclusions",
                                "add",
                                "customer-1",
                                "un",
                                "CDi.001",
                                "--actor",
                                "alice",
                                "--reason",
                                "born 1990",
                                "--until",
                                "2099-01-01T00:00:00Z",
                                "--json")
                        .json()
                        .getFirst()
                        .path("id")
                        .asString("");

        assertThat(done("exclusions", "list", "--party", "customer-1").out())
                .contains(id + " active: party customer-1 is not CDi.001 of list un, says alice")
                .contains("until 2099-01-01T00:00:00Z: born 1990");
        assertThat(done("exclusions", "list", "--party", "customer-2").out()).isEmpty();
        assertThat(
                        done("exclusions", "withdraw", id, "--actor", "bob", "--reason", "was him")
                                .out())
                .contains(id + " withdrawn");
        Said unknown =
                ended(
                        ExitCode.REFUSED,
                        "exclusions",
                        "add",
                        "customer-1",
                        "un",
                        "CDi.009",
                        "--actor",
                        "alice",
                        "--reason",
                        "none");
        assertThat(unknown.err()).contains("there is no such entry");
    }

    private Said done(String... arguments) {
        return ended(ExitCode.DONE, arguments);
    }

    private Said ended(int exitCode, String... arguments) {
        Said said =
                Said.run(
                        Map.of("WINNOW_NATS_URL", nats.url(), "WINNOW_DATA", folder.toString()),
                        arguments);
        assertThat(said.exitCode()).as(said.all()).isEqualTo(exitCode);
        return said;
    }
}
