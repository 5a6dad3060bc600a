package dev.winnow.cli.local;

import dev.winnow.localservers.NatsCluster;
import dev.winnow.localservers.NatsServer;
import java.util.List;

/** The nats-servers of a data directory: one, or a cluster. */
interface NatsNodes extends AutoCloseable {
    /** As people read of them. */
    List<String> names();

    List<String> urls();

    boolean running(String name);

    /** Starts one that has ended, where it was and with what it had. */
    void startAgain(String name);

    @Override
    void close();

    /** One server. */
    final class Single implements NatsNodes {
        private static final String NAME = "nats-server";

        private volatile NatsServer server;

        Single(NatsServer server) {
            this.server = server;
        }

        @Override
        public List<String> names() {
            return List.of(NAME);
        }

        @Override
        public List<String> urls() {
            return List.of(server.url());
        }

        @Override
        public boolean running(String name) {
            return server.running();
        }

        @Override
        public void startAgain(String name) {
            server = server.restart();
        }

        @Override
        public void close() {
            server.close();
        }
    }

    /** A cluster of three. */
    record Cluster(NatsCluster cluster) implements NatsNodes {
        @Override
        public List<String> names() {
            return NatsCluster.NODES;
        }

        @Override
        public List<String> urls() {
            return cluster.urls();
        }

        @Override
        public boolean running(String name) {
            return cluster.running(name);
        }

        @Override
        public void startAgain(String name) {
            cluster.launchAgain(name);
        }

        @Override
        public void close() {
            cluster.close();
        }
    }
}
