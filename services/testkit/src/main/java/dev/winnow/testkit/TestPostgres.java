package dev.winnow.testkit;

import dev.winnow.localservers.PostgresAdmin;
import dev.winnow.localservers.PostgresServer;
import dev.winnow.localservers.PostgresSettings;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;

/**
 * A real PostgreSQL of a test's own, for tests that kill it; its databases are made by {@link
 * TestDatabase#freshOn}. Nothing survives the machine's crash there: fsync is off. Safe to share.
 */
public final class TestPostgres implements AutoCloseable {
    private static final String USER = "winnow_admin";
    private static final String PASSWORD = "test-only-admin";

    private final ServerNode node;
    private final Databases databases;

    /** Makes databases with their roles. */
    private interface Databases {
        String create(String name, String user, String password) throws SQLException;
    }

    private TestPostgres(ServerNode node, Databases databases) {
        this.node = node;
        this.databases = databases;
    }

    public static TestPostgres fresh() {
        if (!TestServers.areContainers()) {
            Local local = new Local();
            return new TestPostgres(local, (n, u, p) -> local.server.createDatabase(n, u, p));
        }
        int port = Containers.freePort();
        PostgresAdmin admin = new PostgresAdmin(port, USER, PASSWORD);
        return new TestPostgres(
                ContainerNode.start(container(port), port, admin::answers), admin::createDatabase);
    }

    private static GenericContainer<?> container(int port) {
        List<String> arguments = new ArrayList<>();
        PostgresSettings.all(port, false)
                .forEach(setting -> arguments.addAll(List.of("-c", setting)));
        arguments.addAll(List.of("-c", "listen_addresses=" + Containers.listenAddress()));
        return Containers.of(Containers.POSTGRES_IMAGE, port)
                .withEnv(
                        Map.of(
                                "POSTGRES_USER",
                                USER,
                                "POSTGRES_PASSWORD",
                                PASSWORD,
                                "POSTGRES_INITDB_ARGS",
                                "--encoding UTF8 --locale C --no-sync --locale-provider builtin"
                                        + " --builtin-locale C.UTF-8"))
                .withCommand(arguments.toArray(String[]::new));
    }

    String createDatabase(String name, String user, String password) throws SQLException {
        return databases.create(name, user, password);
    }

    /** SIGKILL, as in a crash. */
    public void kill() {
        node.kill();
    }

    /** The same server again, on the same port and with its data. */
    public void restart() {
        node.restart();
    }

    /** It is there, and silent. In a container all of it stands still; else its main process. */
    public void pause() {
        node.pause();
    }

    public void resume() {
        node.resume();
    }

    @Override
    public void close() {
        node.close();
    }

    /** A process of this machine. */
    private static final class Local implements ServerNode {
        private volatile PostgresServer server =
                PostgresServer.start(PostgresServer.Options.temporary());

        @Override
        public int port() {
            return server.port();
        }

        @Override
        public void kill() {
            server.kill();
        }

        @Override
        public void restart() {
            server = server.restart();
        }

        @Override
        public void pause() {
            server.pause();
        }

        @Override
        public void resume() {
            server.resume();
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
