package dev.winnow.testkit;

import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.NatsFiles;
import dev.winnow.messaging.NatsProvisioner;

/**
 * A real nats-server with Winnow's settings, streams and consumers, as a process of this machine or
 * in a container: see {@code WINNOW_TEST_SERVERS} in the README. Safe to share.
 */
public final class TestNats implements AutoCloseable {
    private final ServerNode server;

    private TestNats(ServerNode server) {
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
        NatsFiles files = NatsFiles.ofClasspath();
        return new TestNats(NatsNodes.start(files)).with(files);
    }

    /**
     * Three of the test's own that form a cluster; every stream is on all three. Always processes
     * of this machine: where containers are asked for, the test is skipped.
     */
    public static TestCluster cluster() {
        TestServers.requireLocal("a cluster of three");
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
        return "nats://127.0.0.1:" + server.port();
    }

    /** SIGKILL, as in a crash. */
    public void kill() {
        server.kill();
    }

    /** The same server again, on the same port and with what its disk has. */
    public void restart() {
        server.restart();
    }

    /** It is there, and silent; its connections stay open. */
    public void pause() {
        server.pause();
    }

    public void resume() {
        server.resume();
    }

    /** Not for the shared one. */
    @Override
    public void close() {
        server.close();
    }
}
