package dev.winnow.testkit;

import dev.winnow.localservers.NatsServer;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.NatsFiles;
import dev.winnow.messaging.NatsProvisioner;

/** A real nats-server with Winnow's streams and consumers. Safe to share. */
public final class TestNats implements AutoCloseable {
    private final NatsServer server;

    private TestNats(NatsServer server) {
        this.server = server;
    }

    private static final class Shared {
        static final TestNats NATS = fresh();
    }

    /** The one that all tests of this JVM share; it ends with the JVM. */
    public static TestNats shared() {
        return Shared.NATS;
    }

    /** One of the test's own, for tests that kill it or count what is in it. */
    public static TestNats fresh() {
        NatsServer server = NatsServer.start(NatsServer.Options.temporary());
        TestNats nats = new TestNats(server);
        return nats.with(NatsFiles.ofClasspath());
    }

    /** Three of the test's own that form a cluster; every stream is on all three. */
    public static TestCluster cluster() {
        return TestCluster.start().with(NatsFiles.ofClasspath());
    }

    /** Makes the streams and consumers of these files, beside those that are there. */
    public TestNats with(NatsFiles files) {
        NatsProvisioner.apply(config(), files);
        return this;
    }

    /** Those in a folder on the class path: {@code streams/*.json} and so on. */
    public TestNats with(String folder) {
        return with(TestFiles.onClassPath(folder));
    }

    public NatsConfig config() {
        return NatsConfig.of(url());
    }

    public String url() {
        return server.url();
    }

    /** SIGKILL, as in a crash. */
    public void kill() {
        server.kill();
    }

    /** The same server again, on the same port and with what its disk has. */
    public TestNats restart() {
        return new TestNats(server.restart());
    }

    /** Not for the shared one. */
    @Override
    public void close() {
        server.close();
    }
}
