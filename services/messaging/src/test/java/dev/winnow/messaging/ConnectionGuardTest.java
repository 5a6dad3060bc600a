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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A malformed header kills the library's reader; the connection must outlive it. */
class ConnectionGuardTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final String GAP = "a key: value";
    private static final String NOT_ASCII = "key: v\u00e4l\u00fce \u20ac";
    private static final String NO_COLON = "a line without colon";
    private static final String NO_NAME = ": no key";

    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    /** Requests go the short way, which passes over a line that is no header. */
    @ParameterizedTest
    @ValueSource(strings = {GAP, NOT_ASCII, NO_COLON, NO_NAME})
    void malformedHeaderOfRequestHurtsNobody(String line) throws Exception {
        Telemetry telemetry = Telemetry.none();
        Messaging service = server.open("echo", telemetry);
        service.endpoint(Echo.SAY, EndpointPolicy.ofDefaults(), say -> new Said(say.text()));
        service.start();
        Messaging caller = server.open("caller");
        Client<Say, Said> client =
                caller.client(Echo.SAY, CallPolicy.ofDefaults().withMaxAttempts(1));
        BlockingQueue<RawReply> answers = new LinkedBlockingQueue<>();
        caller.raw().subscribe("reply.to", answers::add);

        publishRaw(Echo.SAY.subject(), line);

        assertThat(client.call(new Say("after"), Duration.ofSeconds(1)))
                .isEqualTo(new Said("after"));
        RawReply answer = answers.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(answer).isNotNull();
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("\"x\"");
        assertThat(telemetry.meters().counter(MeterNames.READER_FAILURES).count()).isZero();
        assertThat(telemetry.meters().counter(MeterNames.RECONNECTS).count()).isZero();
    }

    /**
     * On a subscription of the library's own it kills the reading thread, which is brought back.
     */
    @ParameterizedTest
    @ValueSource(strings = {GAP, NOT_ASCII, NO_COLON, NO_NAME})
    void connectionSurvivesMalformedHeader(String line) throws Exception {
        Messaging service = server.open("echo");
        service.endpoint(Echo.SAY, EndpointPolicy.ofDefaults(), say -> new Said(say.text()));
        service.start();
        Telemetry telemetry = Telemetry.none();
        try (NatsConnection connection =
                new NatsConnection(NatsConfig.of(server.url()), "library", telemetry)) {
            RequestMux mux = new RequestMux(connection);
            connection.jnats().createDispatcher(message -> {}).subscribe("library.way");
            assertThat(connection.flush(LIMIT)).isTrue();

            publishRaw("library.way", line);
            long begun = System.nanoTime();

            Eventually.that(
                    LIMIT,
                    () -> telemetry.meters().counter(MeterNames.READER_FAILURES).count() > 0);
            Eventually.that(LIMIT, () -> answers(mux));
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .as("how long it was stopped")
                    .isLessThan(Duration.ofSeconds(1));
            assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
        }
    }

    private static boolean answers(RequestMux mux) {
        byte[] body = Json.write(new Say("after"));
        Deadline soon = Deadline.after(Duration.ofMillis(200));
        return mux.request(Echo.SAY.subject(), null, body, soon).bodyLength() > 0;
    }

    /** What no client library would send: the header line goes out byte for byte. */
    private void publishRaw(String subject, String headerLine) throws IOException {
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
                            + subject
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
