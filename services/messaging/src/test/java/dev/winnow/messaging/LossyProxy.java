package dev.winnow.messaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and its server on this machine, and can lose what the server sends, as a
 * network does that fails in one direction.
 */
final class LossyProxy implements AutoCloseable {
    private final ServerSocket listening;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile int swallowing;

    LossyProxy(int target) throws IOException {
        this.target = target;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** From now on nothing of the server's reaches the clients that are connected. */
    void swallow() {
        swallowing = connections.get();
    }

    /** Breaks the connections there are; new ones work as they should. */
    void cut() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.addAll(List.of(client, server));
                int number = connections.incrementAndGet();
                Thread.ofVirtual().start(() -> pump(client, server, Integer.MAX_VALUE));
                Thread.ofVirtual().start(() -> pump(server, client, number));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void pump(Socket from, Socket to, int number) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (number > swallowing) {
                    out.write(buffer, 0, n);
                }
            }
        } catch (IOException cut) {
            // That is what it is for; closing both ends tells them.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
    }
}
