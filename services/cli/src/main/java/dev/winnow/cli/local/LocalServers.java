package dev.winnow.cli.local;

import dev.winnow.cli.console.CommandFailure;
import dev.winnow.cli.console.ExitCode;
import dev.winnow.datastore.DatabaseConfig;
import dev.winnow.localservers.LocalServerException;
import dev.winnow.localservers.NatsCluster;
import dev.winnow.localservers.NatsServer;
import dev.winnow.localservers.PostgresServer;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.NatsFiles;
import dev.winnow.messaging.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The nats-servers and the PostgreSQL of a data directory, as child processes. */
final class LocalServers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalServers.class);

    private final DataDirectory data;
    private volatile @Nullable NatsKeeper nats;
    private volatile @Nullable PostgresServer postgres;

    LocalServers(DataDirectory data) {
        this.data = data;
    }

    /**
     * @param port of the first node; the next ones have the next
     * @param count of nodes; empty for as many as the data is of, one when there is none
     */
    NatsConfig startNats(int port, Optional<Integer> count, NatsFiles files) throws IOException {
        Files.createDirectories(data.nats());
        boolean cluster = nodes(count) > 1;
        Path single = write(files, "single.conf");
        NatsNodes started =
                cluster
                        ? cluster(port, write(files, "cluster.conf"))
                        : new NatsNodes.Single(
                                NatsServer.start(
                                        NatsServer.Options.ofDefaults(data.nats())
                                                .withPort(port)
                                                .withConfigFile(single)
                                                .withStopAtExit(false)));
        nats = new NatsKeeper(started);
        return NatsTarget.patient(started.urls().toArray(String[]::new));
    }

    /** A nats-server's data can neither be taken into a cluster nor out of one. */
    private int nodes(Optional<Integer> wanted) {
        boolean ofCluster = Files.isDirectory(data.nats().resolve(NatsCluster.NODES.getFirst()));
        boolean ofOne = Files.isDirectory(data.nats().resolve("jetstream"));
        if (!ofCluster && !ofOne) {
            return wanted.orElse(1);
        }
        int there = ofCluster ? NatsCluster.NODES.size() : 1;
        if (wanted.isPresent() && wanted.get() != there) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "%s is the data of %s: leave --cluster %d out, or give another --data"
                            .formatted(
                                    data.path(),
                                    ofCluster ? "a NATS cluster" : "a single nats-server",
                                    wanted.get()));
        }
        return there;
    }

    private NatsNodes cluster(int port, Path config) {
        List<Integer> ports =
                IntStream.range(0, NatsCluster.NODES.size())
                        .mapToObj(i -> port == 0 ? 0 : port + i)
                        .toList();
        return new NatsNodes.Cluster(
                NatsCluster.start(
                        NatsCluster.Options.in(data.nats())
                                .withPorts(ports)
                                .withConfigFile(config)));
    }

    private Path write(NatsFiles files, String name) throws IOException {
        String text =
                files.text("server/" + name)
                        .orElseThrow(
                                () -> new IOException(files.where() + " has no server/" + name));
        return Files.writeString(data.nats().resolve(name), text);
    }

    Databases startPostgres() throws IOException, SQLException {
        PostgresServer started =
                PostgresServer.start(
                        PostgresServer.Options.ofDefaults(data.postgres()).withStopAtExit(false));
        postgres = started;
        Passwords passwords = Passwords.of(data);
        return new Databases(
                database(started, "applications", passwords.applications()),
                database(started, "watchlist", passwords.watchlist()),
                database(started, "screening", passwords.screening()),
                Optional.of(database(started, "velocity", passwords.velocityPassword())));
    }

    private static DatabaseConfig database(PostgresServer server, String name, String password)
            throws SQLException {
        String url = server.createDatabase(name, name, password);
        return DatabaseConfig.ofDefaults(url, name, new Secret(password));
    }

    @Override
    public void close() {
        NatsKeeper startedNats = nats;
        PostgresServer startedPostgres = postgres;
        try {
            if (startedNats != null) {
                startedNats.close();
            }
        } catch (LocalServerException e) {
            // Its data is safe either way; the database is still to be stopped.
            LOG.warn("nats-server did not stop cleanly", e);
        }
        if (startedPostgres != null) {
            startedPostgres.close();
        }
    }
}
