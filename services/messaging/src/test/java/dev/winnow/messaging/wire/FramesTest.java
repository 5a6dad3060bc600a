package dev.winnow.messaging.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FramesTest {
    private final List<Inbound> ours = new ArrayList<>();
    private final List<Integer> subscriptions = new ArrayList<>();

    @Test
    void ourFramesAreTakenOutAndTheRestIsPassedOn() throws IOException {
        String passed =
                drain(
                        lines(
                                "INFO {\"a\":1}",
                                "MSG one w7 5",
                                "hello",
                                "PING",
                                "MSG two 7 3",
                                "abc",
                                "MSG three w8 reply.to 0",
                                "",
                                "+OK"),
                        4096);

        assertThat(passed).isEqualTo(lines("INFO {\"a\":1}", "PING", "MSG two 7 3", "abc", "+OK"));
        assertThat(subscriptions).containsExactly(7, 8);
        assertThat(ours.getFirst().subject()).isEqualTo("one");
        assertThat(text(ours.getFirst())).isEqualTo("hello");
        assertThat(ours.getFirst().replyTo()).isNull();
        assertThat(ours.get(1).replyTo()).isEqualTo("reply.to");
        assertThat(ours.get(1).bodyLength()).isZero();
    }

    @Test
    void headersAndStatusAreRead() throws IOException {
        String block = lines("NATS/1.0 503", "Key: one", "key:two ", "no header", "other: 3", "");
        drain(
                lines("HMSG s w1 r " + block.length() + " " + (block.length() + 2))
                        + block
                        + lines("{}"),
                4096);

        Inbound message = ours.getFirst();
        assertThat(message.status()).isEqualTo(503);
        assertThat(message.header("KEY")).isEqualTo("one");
        assertThat(message.header("other")).isEqualTo("3");
        assertThat(message.header("none")).isNull();
        assertThat(message.headers()).containsOnlyKeys("Key", "key", "other");
        assertThat(text(message)).isEqualTo("{}");
    }

    /** The same stream in every way of cutting it: nothing is lost and nothing is made up. */
    @Test
    void framesMayArriveInPiecesOfAnySize() throws IOException {
        Random random = new Random(20261121);
        for (int round = 0; round < 200; round++) {
            ours.clear();
            StringBuilder sent = new StringBuilder();
            StringBuilder foreign = new StringBuilder();
            List<String> bodies = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                int size = random.nextInt(10) == 0 ? random.nextInt(300_000) : random.nextInt(60);
                String body = "MSG x w1 3\r\n".repeat(size / 12 + 1).substring(0, size);
                boolean own = random.nextBoolean();
                String head = lines("NATS/1.0", "n: " + i, "");
                String frame =
                        "HMSG a.b %s re.ply %d %d\r\n%s%s\r\n"
                                .formatted(
                                        own ? "w3" : "3",
                                        head.length(),
                                        head.length() + body.length(),
                                        head,
                                        body);
                sent.append(frame);
                if (own) {
                    bodies.add(i + body);
                } else {
                    foreign.append(frame);
                }
            }
            assertThat(drain(sent.toString(), 1 + random.nextInt(200_000)))
                    .isEqualTo(foreign.toString());
            assertThat(ours.stream().map(each -> each.header("n") + text(each)).toList())
                    .isEqualTo(bodies);
            assertThat(ours).allMatch(each -> "re.ply".equals(each.replyTo()));
        }
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    private static String text(Inbound message) {
        return new String(message.body(), StandardCharsets.US_ASCII);
    }

    private String drain(String sent, int piece) throws IOException {
        Frames frames =
                new Frames(
                        new Frames.Deliveries() {
                            @Override
                            public void deliver(int subscription, Inbound message) {
                                subscriptions.add(subscription);
                                ours.add(message);
                            }

                            @Override
                            public String subject(
                                    int subscription, byte[] buffer, int from, int to) {
                                return new String(buffer, from, to - from, StandardCharsets.UTF_8);
                            }

                            @Override
                            public void delivered() {}
                        });
        InputStream in = new Pieces(sent.getBytes(StandardCharsets.US_ASCII), piece);
        ByteArrayOutputStream passed = new ByteArrayOutputStream();
        byte[] target = new byte[1000];
        for (int read = frames.read(in, target, 0, 1000);
                read >= 0;
                read = frames.read(in, target, 0, 1000)) {
            passed.write(target, 0, read);
        }
        return passed.toString(StandardCharsets.US_ASCII);
    }

    /** Gives at most so many bytes at a time, as a socket may. */
    private static final class Pieces extends InputStream {
        private final byte[] bytes;
        private final int piece;
        private int at;

        Pieces(byte[] bytes, int piece) {
            this.bytes = bytes;
            this.piece = piece;
        }

        @Override
        public int read() {
            return at < bytes.length ? bytes[at++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (at == bytes.length) {
                return -1;
            }
            int count = Math.min(Math.min(piece, length), bytes.length - at);
            System.arraycopy(bytes, at, target, offset, count);
            at += count;
            return count;
        }
    }
}
