package dev.winnow.localservers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A client of NATS that sends and reads lines, and knows no more of the protocol. */
final class RawNats implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final BufferedReader in;

    RawNats(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Connected, and greeted. */
    static RawNats connect(int port) throws IOException {
        RawNats client = new RawNats(port);
        client.line();
        client.send("CONNECT {\"verbose\":false,\"headers\":true}");
        client.sync();
        return client;
    }

    void send(String... lines) throws IOException {
        String all = String.join("\r\n", lines) + "\r\n";
        socket.getOutputStream().write(all.getBytes(StandardCharsets.UTF_8));
    }

    void publish(String subject, String body) throws IOException {
        send("PUB " + subject + " " + body.length(), body);
    }

    /** The next line; null at the end of the connection, however it ended. */
    @Nullable String line() throws IOException {
        try {
            return in.readLine();
        } catch (SocketTimeoutException silence) {
            throw silence;
        } catch (IOException reset) {
            return null;
        }
    }

    /** The server has read all that was sent before. */
    void sync() throws IOException {
        send("PING");
        String line = line();
        if (!"PONG".equals(line)) {
            throw new IOException("PONG was expected, not " + line);
        }
    }

    /** Whether nothing at all comes within the time. */
    boolean silentFor(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            in.readLine();
            return false;
        } catch (SocketTimeoutException silence) {
            return true;
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
