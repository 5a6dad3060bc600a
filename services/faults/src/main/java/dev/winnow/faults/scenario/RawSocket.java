package dev.winnow.faults.scenario;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A publisher with the protocol's words and no library: it sends what no library would. */
final class RawSocket implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    RawSocket(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
        in = new BufferedInputStream(socket.getInputStream());
        send("CONNECT {\"verbose\":false,\"headers\":true}\r\n");
        flush();
    }

    /** With a block of headers as it is, without the line that begins it and the empty one. */
    void publish(String subject, String headers, String body) throws IOException {
        String block = "NATS/1.0\r\n" + headers + "\r\n\r\n";
        byte[] head = block.getBytes(StandardCharsets.UTF_8);
        int total = head.length + body.getBytes(StandardCharsets.UTF_8).length;
        String sizes = head.length + " " + total;
        send("HPUB " + subject + " " + sizes + "\r\n" + block + body + "\r\n");
        flush();
    }

    /** Returns when the server has read everything; fails when it does not like it. */
    private void flush() throws IOException {
        send("PING\r\n");
        StringBuilder line = new StringBuilder();
        while (!line.toString().equals("PONG")) {
            line.setLength(0);
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("the server closed the connection");
                }
                line.append((char) c);
            }
            String text = line.toString().strip();
            if (text.startsWith("-ERR")) {
                throw new IOException(text);
            }
            line.setLength(0);
            line.append(text);
        }
    }

    private void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
