package dev.winnow.cli.promises;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * The least that can be called a NATS client: the protocol's words on a socket, and no library. All
 * text is ASCII.
 */
final class Socket implements AutoCloseable {

    /**
     * What came.
     *
     * @param replyTo where an answer goes; empty when none is expected
     * @param headers the lines between the first one and the empty one, without blanks in them
     */
    record Message(String replyTo, List<String> headers, String body) {}

    private final String inbox = "_INBOX." + UUID.randomUUID();
    private final java.net.Socket socket;
    private final InputStream in;

    Socket(String url) throws IOException {
        this(url, "");
    }

    /** Logs in. */
    Socket(String url, String user, String password) throws IOException {
        this(url, ",\"user\":\"%s\",\"pass\":\"%s\"".formatted(user, password));
    }

    private Socket(String url, String login) throws IOException {
        int port = Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
        socket = new java.net.Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
        in = new BufferedInputStream(socket.getInputStream());
        line();
        send(
                "CONNECT {\"verbose\":false,\"headers\":true,\"no_responders\":true"
                        + login
                        + "}\r\n");
        if (login.isEmpty()) {
            send("SUB " + inbox + " 1\r\n");
        }
    }

    /** What the server says against some words of the protocol; empty when it takes them. */
    String refusal(String words) throws IOException {
        send(words + "\r\nPING\r\n");
        StringBuilder refusal = new StringBuilder();
        for (String line = line(); !line.equals("PONG"); line = line()) {
            if (line.startsWith("-ERR")) {
                refusal.append(line);
            }
        }
        return refusal.toString();
    }

    /** What is sent to the subject comes out of {@link #next} too. */
    void listen(String subject) throws IOException {
        send("SUB %s 2\r\n".formatted(subject));
    }

    /** A request without headers, and its answer. */
    Message request(String subject, String body) throws IOException {
        send("PUB %s %s %d\r\n%s\r\n".formatted(subject, inbox, body.length(), body));
        return next();
    }

    void reply(Message to, String body) throws IOException {
        send("PUB %s %d\r\n%s\r\n".formatted(to.replyTo(), body.length(), body));
    }

    /** With headers, each {@code Name: value}; what answers comes out of {@link #next}. */
    void publish(String subject, List<String> headers, String body) throws IOException {
        String block = "NATS/1.0\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        int total = block.length() + body.length();
        send(
                "HPUB %s %s %d %d\r\n%s%s\r\n"
                        .formatted(subject, inbox, block.length(), total, block, body));
    }

    Message next() throws IOException {
        while (true) {
            String[] words = line().split(" ");
            switch (words[0]) {
                case "PING" -> send("PONG\r\n");
                case "-ERR" -> throw new IOException(String.join(" ", words));
                case "MSG" -> {
                    return new Message(replyTo(words, 5), List.of(), payload(last(words, 1)));
                }
                case "HMSG" -> {
                    int headers = last(words, 2);
                    String all = payload(last(words, 1));
                    return new Message(
                            replyTo(words, 6),
                            lines(all.substring(0, headers)),
                            all.substring(headers));
                }
                default -> {}
            }
        }
    }

    /** It is there when there is a word more than there must be. */
    private static String replyTo(String[] words, int withIt) {
        return words.length == withIt ? words[3] : "";
    }

    private static List<String> lines(String headers) {
        return headers.replace(" ", "").lines().skip(1).filter(line -> !line.isEmpty()).toList();
    }

    private static int last(String[] words, int fromTheEnd) {
        return Integer.parseInt(words[words.length - fromTheEnd]);
    }

    private String payload(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        line();
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server closed the connection");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
