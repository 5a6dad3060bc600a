package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.contracts.WinnowHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamReaderTest {
    @TempDir Path folder;
    private JetStreamFixture nats;
    private Messaging messaging;
    private StreamReader stream;

    @BeforeEach
    void start() {
        nats = JetStreamFixture.start(folder);
        messaging = nats.connect();
        stream = messaging.stream(JetStreamFixture.STREAM);
    }

    @AfterEach
    void stop() {
        messaging.close();
        nats.close();
    }

    @Test
    void readsEveryMessageInOrderOverSeveralBatches() {
        publish(StreamCursor.BATCH * 2 + 17);
        assertThat(sequences(StreamQuery.all()))
                .containsExactlyElementsOf(range(1, StreamCursor.BATCH * 2 + 17));
    }

    @Test
    void readsFromASequenceToASequence() {
        publish(20);
        assertThat(sequences(StreamQuery.all().from(5).to(9)))
                .containsExactlyElementsOf(range(5, 9));
    }

    @Test
    void readsFromAnInstantToAnInstant() {
        publish(3);
        Instant from = stream.get(2).orElseThrow().time();
        Instant to = stream.get(3).orElseThrow().time();
        publish(2);
        assertThat(sequences(StreamQuery.all().from(from).to(to))).containsExactly(2L, 3L);
    }

    @Test
    void readsOnlyTheFilteredSubjects() {
        publish(10);
        assertThat(
                        sequences(
                                StreamQuery.all()
                                        .withSubjects(
                                                List.of(
                                                        "events.test.happened.v1.k2",
                                                        "events.test.happened.v1.k7"))))
                .containsExactly(3L, 8L);
    }

    @Test
    void readsHeadersWithoutBodies() {
        publish(1);
        try (StreamCursor cursor = stream.read(StreamQuery.all().withHeadersOnly(true))) {
            StoredMessage message = cursor.next().orElseThrow();
            assertThat(message.body()).isEmpty();
            assertThat(message.header(WinnowHeaders.CE_TYPE))
                    .contains(JetStreamFixture.HAPPENED.type());
        }
    }

    @Test
    void anEmptyStreamEndsAtOnce() {
        assertThat(sequences(StreamQuery.all())).isEmpty();
        assertThat(stream.state().messages()).isZero();
        assertThat(stream.state().firstTime()).isEmpty();
    }

    @Test
    void readsOnBehindTheLastMessageWhenTheServerWasKilledInBetween() {
        publish(StreamCursor.BATCH + 50);
        try (StreamCursor cursor = stream.read(StreamQuery.all())) {
            List<Long> read = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                read.add(cursor.next().orElseThrow().sequence());
            }
            nats.server().kill();
            nats.restart();
            readAll(cursor, read);
            assertThat(read).containsExactlyElementsOf(range(1, StreamCursor.BATCH + 50));
        }
    }

    @Test
    void messagesLargerThanABatchAreReadOneByOne() {
        nats.write(
                "streams/BIG.json",
                """
                {"name": "BIG", "subjects": ["big.>"], "storage": "file"}
                """);
        nats.apply();
        byte[] body = new byte[900_000];
        for (int i = 0; i < 25; i++) {
            messaging.raw().publish("big." + i, body, Map.of());
        }
        messaging.raw().flush(Duration.ofSeconds(5));
        List<Long> read = new ArrayList<>();
        try (StreamCursor cursor = messaging.stream("BIG").read(StreamQuery.all())) {
            readAll(cursor, read);
        }
        assertThat(read).containsExactlyElementsOf(range(1, 25));
    }

    @Test
    void getsSingleMessagesAndDeletesThemOnce() {
        publish(3);
        StoredMessage second = stream.get(2).orElseThrow();
        assertThat(second.subject()).isEqualTo("events.test.happened.v1.k1");
        assertThat(new String(second.body(), StandardCharsets.UTF_8)).contains("\"number\":1");
        assertThat(second.header("CE-Id")).isPresent();
        assertThat(stream.delete(2)).isTrue();
        assertThat(stream.delete(2)).isFalse();
        assertThat(stream.delete(99)).isFalse();
        assertThat(stream.get(2)).isEmpty();
        assertThat(stream.state().messages()).isEqualTo(2);
        assertThat(sequences(StreamQuery.all())).containsExactly(1L, 3L);
    }

    @Test
    void findsTheLastMessageOfASubject() {
        publish(3);
        assertThat(stream.lastBySubject("events.test.>").orElseThrow().sequence()).isEqualTo(3);
        assertThat(stream.lastBySubject("events.test.happened.v1.none")).isEmpty();
    }

    @Test
    void aStreamThatIsNotThereIsATypedError() {
        StreamReader none = messaging.stream("NONE");
        assertThatThrownBy(none::state).isInstanceOf(JetStreamApiException.class);
        assertThatThrownBy(() -> none.get(1)).isInstanceOf(JetStreamApiException.class);
        assertThatThrownBy(() -> none.delete(1)).isInstanceOf(JetStreamApiException.class);
        assertThatThrownBy(() -> none.read(StreamQuery.all()))
                .isInstanceOf(JetStreamApiException.class);
    }

    /** One after the other: different keys of one batch may overtake each other. */
    private void publish(int count) {
        for (int i = 0; i < count; i++) {
            JetStreamFixture.publish(messaging, List.of(JetStreamFixture.event("k" + i, i)));
        }
    }

    private List<Long> sequences(StreamQuery query) {
        List<Long> read = new ArrayList<>();
        try (StreamCursor cursor = stream.read(query)) {
            readAll(cursor, read);
        }
        return read;
    }

    private static void readAll(StreamCursor cursor, List<Long> into) {
        for (Optional<StoredMessage> next = cursor.next(); next.isPresent(); next = cursor.next()) {
            into.add(next.get().sequence());
        }
    }

    private static List<Long> range(int from, int to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
