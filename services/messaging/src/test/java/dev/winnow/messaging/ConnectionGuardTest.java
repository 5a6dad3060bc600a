package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.localservers.Eventually;
import dev.winnow.messaging.Echo.Said;
import dev.winnow.messaging.Echo.Say;
import dev.winnow.messaging.ops.MeterNames;
import dev.winnow.messaging.ops.Telemetry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A malformed header kills the library's reader; the connection must outlive it. */
class ConnectionGuardTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a key: value",
                "key: väl\u00fce \u20ac",
                "a line without colon",
                ": no key"
            })
    void connectionSurvivesMalformedHeader(String line) throws Exception {
        Telemetry telemetry = Telemetry.none();
        Messaging service = server.open("echo", telemetry);
        service.endpoint(Echo.SAY, EndpointPolicy.ofDefaults(), say -> new Said(say.text()));
        service.start();
        Client<Say, Said> client =
                server.open("caller").client(Echo.SAY, CallPolicy.ofDefaults().withMaxAttempts(1));
        assertThat(client.call(new Say("before"))).isEqualTo(new Said("before"));

        publishRaw(line);
        long begun = System.nanoTime();

        Eventually.that(
                LIMIT, () -> telemetry.meters().counter(MeterNames.READER_FAILURES).count() > 0);
        Eventually.that(
                LIMIT,
                () ->
                        client.call(new Say("after"), Duration.ofMillis(200))
                                .equals(new Said("after")));
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("how long it was stopped")
                .isLessThan(Duration.ofSeconds(1));
        assertThat(service.state()).isEqualTo(ConnectionState.CONNECTED);
    }

    /** What no client library would send: the header line goes out byte for byte. */
    private void publishRaw(String headerLine) throws IOException {
        byte[] header = ("NATS/1.0\r\n" + headerLine + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] body = "{\"text\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            OutputStream out = socket.getOutputStream();
            assertThat(in.readLine()).startsWith("INFO");
            write(out, "CONNECT {\"verbose\":false,\"headers\":true,\"no_responders\":true}\r\n");
            write(
                    out,
                    "HPUB "
                            + Echo.SAY.subject()
                            + " reply.to "
                            + header.length
                            + " "
                            + (header.length + body.length)
                            + "\r\n");
            out.write(header);
            out.write(body);
            write(out, "\r\nPING\r\n");
            assertThat(in.readLine()).isEqualTo("PONG");
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
