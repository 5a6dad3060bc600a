package dev.winnow.testkit;

import dev.winnow.localservers.NatsServer;
import dev.winnow.messaging.NatsFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;

/** Starts single nats-servers with Winnow's settings. */
final class NatsNodes {
    private static final String IN_CONTAINER = "/winnow.conf";

    private NatsNodes() {}

    static ServerNode start(NatsFiles files) {
        return TestServers.areContainers() ? container(files) : new Local(files);
    }

    private static ServerNode container(NatsFiles files) {
        int port = Containers.freePort();
        GenericContainer<?> container = Containers.of(Containers.NATS_IMAGE, port);
        container.withCopyToContainer(Transferable.of(TestFiles.settings(files)), IN_CONTAINER);
        container.withCommand(
                "--config",
                IN_CONTAINER,
                "--addr",
                Containers.listenAddress(),
                "--port",
                String.valueOf(port),
                "--jetstream",
                "--store_dir",
                "/data");
        return ContainerNode.start(container, port, () -> greets(port));
    }

    /** Whether there is a server that says who it is; a published port alone says nothing. */
    private static boolean greets(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                InputStream in = socket.getInputStream()) {
            return new String(in.readNBytes(4), StandardCharsets.US_ASCII).equals("INFO");
        }
    }

    /** A process of this machine. */
    private static final class Local implements ServerNode {
        private volatile NatsServer server;

        Local(NatsFiles files) {
            NatsServer.Options options = NatsServer.Options.temporary();
            Path settings = TestFiles.write(options.storeDir().resolve("single.conf"), files);
            server = NatsServer.start(options.withConfigFile(settings));
        }

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
