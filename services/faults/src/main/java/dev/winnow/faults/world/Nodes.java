package dev.winnow.faults.world;

import dev.winnow.localservers.NatsCluster;
import dev.winnow.localservers.NatsServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** One nats-server or three. */
abstract sealed class Nodes {
    /** Clients must not be told of other ways than their links. */
    private static final String SETTINGS = "cluster { no_advertise: true }\n";

    static Nodes single(Path folder) {
        return new Single(NatsServer.start(NatsServer.Options.ofDefaults(folder.resolve("nats"))));
    }

    static Nodes cluster(Path folder) {
        return new Three(
                NatsCluster.start(
                        NatsCluster.Options.in(folder.resolve("nats"))
                                .withSettings(SETTINGS)
                                .withStopAtExit(true)));
    }

    abstract List<Integer> ports();

    /** Starts those that do not run. */
    abstract void heal();

    abstract NatsCluster cluster();

    abstract void close();

    private static final class Single extends Nodes {
        private NatsServer server;

        Single(NatsServer server) {
            this.server = server;
        }

        @Override
        List<Integer> ports() {
            return List.of(server.port());
        }

        @Override
        void heal() {
            if (!server.running()) {
                server = server.restart();
            }
        }

        @Override
        NatsCluster cluster() {
            throw new IllegalStateException("there is one nats-server");
        }

        @Override
        void close() {
            server.close();
        }
    }

    private static final class Three extends Nodes {
        private final NatsCluster cluster;

        Three(NatsCluster cluster) {
            this.cluster = cluster;
        }

        @Override
        List<Integer> ports() {
            return cluster.urls().stream().map(url -> URI.create(url).getPort()).toList();
        }

        @Override
        void heal() {
            for (String node : NatsCluster.NODES) {
                if (!cluster.running(node)) {
                    cluster.restart(node);
                } else {
                    cluster.resume(node);
                }
            }
        }

        @Override
        NatsCluster cluster() {
            return cluster;
        }

        @Override
        void close() {
            cluster.close();
        }
    }
}
