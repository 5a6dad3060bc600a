package dev.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.cli.console.ExitCode;
import dev.winnow.messaging.NatsFiles;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code winnow nats permissions}, which asks no server. */
final class NatsPermissionsCommandTest {
    private static Said run(String... options) {
        String[] all = new String[options.length + 2];
        all[0] = "nats";
        all[1] = "permissions";
        System.arraycopy(options, 0, all, 2, options.length);
        return Said.run(Map.of(), all);
    }

    @Test
    void printsTheFileOfNatsConfig() {
        Said said = run();
        assertThat(said.exitCode()).as(said.all()).isEqualTo(ExitCode.DONE);
        assertThat(NatsFiles.ofClasspath().text("server/permissions.conf"))
                .as("nats-config/server/permissions.conf: write it with `winnow nats permissions`")
                .contains(said.out());
        assertThat(said.out()).contains("password: $NATS_SCREENING_PASSWORD");
    }

    @Test
    void printsOneService() {
        assertThat(run("--service", "screening").out())
                .contains("user: screening", "\"watchlist.v1.screen\"")
                .doesNotContain("user: watchlist");
        JsonNode json = run("--service", "watchlist", "--json").json().getFirst();
        assertThat(json.path("service").asString("")).isEqualTo("watchlist");
        assertThat(json.path("subscribe").toString()).contains("watchlist.v1.load");
        assertThat(run("--json").json()).hasSize(4);
    }

    @Test
    void anUnknownServiceIsWrongUsage() {
        Said said = run("--service", "nobody");
        assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(said.err()).contains("there is no service nobody; there are applications");
        assertThat(said.out()).isEmpty();
    }
}
