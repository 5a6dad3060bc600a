package dev.winnow.localservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.localservers.LocalServerException.Reason;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process that started the servers is killed; the next one finds what it left. */
final class OrphansTest {
    @TempDir private Path dir;

    @Test
    void afterASigkillOfTheOwnerTheNextStartStopsTheOrphansAndLosesNothing() throws Exception {
        ServerOwner owner = ServerOwner.start(dir);
        String url = PostgresAdmin.url(owner.postgresPort(), "orphans");
        // A session stays open over it all: the orphan's stop must not wait for its clients.
        try (Connection session = DriverManager.getConnection(url, "orphans", "secret")) {
            session.createStatement().execute("CREATE TABLE kept (id int)");
            session.createStatement().execute("INSERT INTO kept VALUES (7)");

            owner.kill();
            assertThat(owner.postgres().isAlive()).isTrue();
            assertThat(owner.nats().isAlive()).isTrue();
            ProcessHandle oldPostgres = owner.postgres();
            ProcessHandle oldNats = owner.nats();

            try (PostgresServer postgres = PostgresServer.start(ServerOwner.postgresDir(dir));
                    NatsServer nats =
                            NatsServer.start(
                                    NatsServer.Options.ofDefaults(ServerOwner.natsDir(dir)))) {
                assertThat(ChildProcess.running(oldPostgres)).isFalse();
                assertThat(ChildProcess.running(oldNats)).isFalse();
                assertThat(nats.running()).isTrue();
                try (var again =
                        DriverManager.getConnection(
                                postgres.jdbcUrl("orphans"), "orphans", "secret")) {
                    var rows = again.createStatement().executeQuery("SELECT id FROM kept");
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt(1)).isEqualTo(7);
                }
            }
        }
    }

    @Test
    void afterASigkillOfOwnerAndServersTheNextStartRecovers() throws Exception {
        ServerOwner owner = ServerOwner.start(dir);
        ProcessHandle postgres = owner.postgres();
        owner.kill();
        ChildProcess.kill(postgres);
        ChildProcess.kill(owner.nats());
        try (PostgresServer again = PostgresServer.start(ServerOwner.postgresDir(dir));
                NatsServer nats =
                        NatsServer.start(NatsServer.Options.ofDefaults(ServerOwner.natsDir(dir)))) {
            assertThat(again.running()).isTrue();
            assertThat(nats.running()).isTrue();
        }
    }

    @Test
    void aLiveOwnerKeepsItsDirectoryAndANormalStopEndsItsServers() throws Exception {
        ServerOwner owner = ServerOwner.start(dir);
        assertThatThrownBy(() -> PostgresServer.start(ServerOwner.postgresDir(dir)))
                .hasMessageContaining("in use")
                .isInstanceOfSatisfying(
                        LocalServerException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.DIRECTORY_IN_USE));
        ProcessHandle postgres = owner.postgres();
        ProcessHandle nats = owner.nats();
        assertThat(owner.terminate()).isTrue();
        Eventually.that(
                Duration.ofSeconds(10),
                () -> !ChildProcess.running(postgres) && !ChildProcess.running(nats));
    }
}
