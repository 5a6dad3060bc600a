package dev.winnow.localservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.localservers.LocalServerException.Reason;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PostgresServerTest {
    @TempDir private Path dir;

    @Test
    void keepsCommittedRowsOverAKillAndARestart() throws SQLException {
        PostgresServer first = PostgresServer.start(dir);
        String url = first.createDatabase("shop", "shop", "it's \"secret\" \\");
        try (Connection connection =
                DriverManager.getConnection(url, "shop", "it's \"secret\" \\")) {
            connection.createStatement().execute("CREATE TABLE sold (id int)");
            connection.createStatement().execute("INSERT INTO sold VALUES (1)");
            assertThat(one(connection, "SHOW fsync")).isEqualTo("on");
            assertThat(one(connection, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            first.kill();
        }
        assertThat(first.running()).isFalse();
        try (PostgresServer second = first.restart();
                Connection connection =
                        DriverManager.getConnection(url, "shop", "it's \"secret\" \\")) {
            assertThat(second.port()).isEqualTo(first.port());
            assertThat(one(connection, "SELECT count(*) FROM sold")).isEqualTo("1");
        }
    }

    @Test
    void rolesAreKeptApart() throws SQLException {
        try (PostgresServer server = PostgresServer.start(fast())) {
            String mine = server.createDatabase("mine", "mine", "one");
            String theirs = server.createDatabase("theirs", "theirs", "two");
            assertThat(server.createDatabase("mine", "mine", "three")).isEqualTo(mine);

            assertThatThrownBy(() -> DriverManager.getConnection(mine, "mine", "one"))
                    .hasMessageContaining("password");
            for (String closed : List.of(theirs, server.jdbcUrl("postgres"))) {
                assertThatThrownBy(() -> DriverManager.getConnection(closed, "mine", "three"))
                        .hasMessageContaining("permission denied");
            }
            try (Connection connection = DriverManager.getConnection(mine, "mine", "three")) {
                String rights =
                        "SELECT rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication"
                                + " FROM pg_roles WHERE rolname = current_user";
                assertThat(one(connection, rights)).isEqualTo("f");
                connection.createStatement().execute("CREATE TABLE t (id int)");
            }
        }
    }

    @Test
    void aStalePidFileOfAProcessThatIsNotPostgresDoesNotMatter() throws Exception {
        PostgresServer first = PostgresServer.start(fast());
        first.kill();
        Path file = dir.resolve("pg").resolve("postmaster.pid");
        List<String> lines = Files.readAllLines(file);
        String other = String.valueOf(ProcessHandle.current().pid());
        Files.write(file, Stream.concat(Stream.of(other), lines.stream().skip(1)).toList());
        try (PostgresServer second = PostgresServer.start(fast())) {
            assertThat(second.running()).isTrue();
        }
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void anUnfinishedInitdbIsNoObstacle() throws Exception {
        Path left = Files.createDirectories(dir.resolve("initdb-left"));
        Files.writeString(left.resolve("PG_VERSION"), "18");
        try (PostgresServer server = PostgresServer.start(fast())) {
            assertThat(server.running()).isTrue();
            assertThat(left).doesNotExist();
        }
    }

    @Test
    void thePasswordFileIsTheOwnersOnly() throws Exception {
        PostgresServer.start(fast()).stop();
        assertThat(Files.getPosixFilePermissions(dir.resolve("superuser.password")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void saysThatThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var options = fast().withPort(taken.getLocalPort());
            assertThatThrownBy(() -> PostgresServer.start(options))
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()))
                    .isInstanceOfSatisfying(
                            LocalServerException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.PORT_IN_USE));
        }
    }

    @Test
    void severalUnpackAtOnceIntoAnEmptyCacheAndAgree() throws Exception {
        Path cache = dir.resolve("cache");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Path>> tasks =
                    IntStream.range(0, 3)
                            .<Callable<Path>>mapToObj(i -> () -> PostgresBinaries.unpacked(cache))
                            .toList();
            List<Future<Path>> homes = threads.invokeAll(tasks);
            Path home = PostgresBinaries.unpacked(cache);
            for (Future<Path> each : homes) {
                assertThat(each.get()).isEqualTo(home);
            }
            assertThat(home.resolve("bin/postgres")).isExecutable();
            try (Stream<Path> left = Files.list(cache.resolve("postgres"))) {
                assertThat(left).containsExactly(home);
            }
        }
    }

    private PostgresServer.Options fast() {
        return PostgresServer.Options.ofDefaults(dir).withFsync(false);
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
