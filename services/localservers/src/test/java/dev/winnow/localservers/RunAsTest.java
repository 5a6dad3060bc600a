package dev.winnow.localservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.localservers.LocalServerException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As root, PostgreSQL runs in each way that this machine allows; as an ordinary user, as that. */
final class RunAsTest {
    @TempDir private Path dir;

    @Test
    void postgresRunsOnTheSameDataInEveryWayThatWorksHere() throws IOException, SQLException {
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwx--x--x"));
        var options = PostgresServer.Options.ofDefaults(dir.resolve("data")).withFsync(false);
        List<RunAs> ways = RunAs.ways().toList();
        assertThat(ways).isNotEmpty();
        for (RunAs way : ways) {
            try (PostgresServer server = PostgresServer.start(options, way, dir.resolve("cache"))) {
                assertThat(server.createDatabase("a", "a", "b")).endsWith("/a");
            }
        }
    }

    @Test
    void aDirectoryThatTheOtherUserCannotReachIsRefusedInClearWords() throws IOException {
        Path cache = Files.createDirectory(dir.resolve("cache"));
        Path closed = Files.createDirectory(dir.resolve("closed"));
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwx--x--x"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        var options = PostgresServer.Options.ofDefaults(closed.resolve("data"));
        for (RunAs way : RunAs.ways().filter(w -> w.otherUser().isPresent()).toList()) {
            assertThatThrownBy(() -> PostgresServer.start(options, way, cache))
                    .hasMessageContaining(closed.toString())
                    .hasMessageContaining(way.otherUser().orElseThrow())
                    .isInstanceOfSatisfying(
                            LocalServerException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.DIRECTORY_UNUSABLE));
        }
    }
}
