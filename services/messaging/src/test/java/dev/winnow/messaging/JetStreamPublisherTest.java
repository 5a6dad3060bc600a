package dev.winnow.messaging;

import static dev.winnow.messaging.JetStreamFixture.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.localservers.Eventually;
import io.nats.client.Connection;
import io.nats.client.Nats;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JetStreamPublisherTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir private Path folder;
    private JetStreamFixture nats;
    private Messaging messaging;

    @BeforeEach
    void startServer() {
        nats = JetStreamFixture.start(folder);
        messaging = nats.connect();
    }

    @AfterEach
    void stopServer() {
        messaging.close();
        nats.close();
    }

    @Test
    void aSecondPublishOfTheSameIdIsReportedAsADuplicate() {
        EventMessage event = event("a", 1);
        assertThat(publish(List.of(event)))
                .containsExactly(new PublishOutcome.Acknowledged(1, false));
        assertThat(publish(List.of(event, event)))
                .containsExactly(
                        new PublishOutcome.Acknowledged(1, true),
                        new PublishOutcome.Acknowledged(1, true));
    }

    @Test
    void orderPerKeyIsKeptAcrossALargeBatch() {
        List<EventMessage> events = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            events.add(event("k" + i % 100, i));
        }
        List<PublishOutcome> outcomes = publish(events);
        Map<String, Long> last = new HashMap<>();
        for (int i = 0; i < events.size(); i++) {
            assertThat(outcomes.get(i)).isInstanceOf(PublishOutcome.Acknowledged.class);
            long sequence = ((PublishOutcome.Acknowledged) outcomes.get(i)).sequence();
            assertThat(sequence).isGreaterThan(last.getOrDefault(events.get(i).subject(), 0L));
            last.put(events.get(i).subject(), sequence);
        }
        assertThat(nats.streamState("TEST").path("messages").asLong()).isEqualTo(2_000);
    }

    @Test
    void whatNoStreamTakesFailsAndSoDoesTheRestOfItsKeyButNotTheOthers() {
        EventMessage good = event("a", 1);
        EventMessage lost =
                new EventMessage("TEST", "nowhere.b", "id-1", event("b", 1).headers(), new byte[1]);
        List<PublishOutcome> outcomes = publish(List.of(lost, event("b", 2), good));
        assertThat(outcomes.get(0)).isInstanceOf(PublishOutcome.Failed.class);
        assertThat(outcomes.get(1))
                .isEqualTo(
                        new PublishOutcome.Failed("an earlier event of its key was not published"));
        assertThat(outcomes.get(2)).isInstanceOf(PublishOutcome.Acknowledged.class);
    }

    @Test
    void anotherStreamThanTheExpectedOneRefuses() {
        EventMessage event = event("a", 1);
        EventMessage wrong =
                new EventMessage(
                        "OTHER", event.subject(), event.id(), event.headers(), event.body());
        assertThat(publish(List.of(wrong)))
                .containsExactly(new PublishOutcome.Failed("expected stream does not match"));
        assertThat(nats.streamState("TEST").path("messages").asLong()).isZero();
    }

    @Test
    void withoutAConnectionItFailsAtOnceAndWithOneItWorksAgain() {
        nats.server().kill();
        Eventually.that(SOON, () -> messaging.state() != ConnectionState.CONNECTED);
        long began = System.nanoTime();
        assertThat(publish(List.of(event("a", 1), event("b", 1))))
                .containsOnly(new PublishOutcome.Failed("there is no connection to NATS"));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
        nats.restart();
        Eventually.that(
                SOON,
                () ->
                        publish(List.of(event("a", 2))).getFirst()
                                instanceof PublishOutcome.Acknowledged);
    }

    @Test
    void whatIsNotAnsweredIsSaidAgainUnderTheSameId() throws Exception {
        List<String> ids = new CopyOnWriteArrayList<>();
        List<String> answers =
                List.of(
                        "",
                        "{\"error\":{\"code\":409,\"err_code\":10158,\"description\":\"wait\"}}",
                        "{\"stream\":\"TEST\",\"seq\":7}");
        Connection leader = Nats.connect(nats.config().urls().getFirst());
        leader.createDispatcher(
                        message -> {
                            ids.add(message.getHeaders().getFirst("Nats-Msg-Id"));
                            String answer = answers.get(ids.size() - 1);
                            if (!answer.isEmpty()) {
                                leader.publish(message.getReplyTo(), answer.getBytes(UTF_8));
                            }
                        })
                .subscribe("elsewhere.a");
        leader.flush(SOON);
        EventMessage event = event("a", 1);
        List<PublishOutcome> outcomes =
                publish(
                        List.of(
                                new EventMessage(
                                        "TEST",
                                        "elsewhere.a",
                                        event.id(),
                                        event.headers(),
                                        event.body())));
        leader.close();
        assertThat(outcomes).containsExactly(new PublishOutcome.Acknowledged(7, false));
        assertThat(ids).containsExactly(event.id(), event.id(), event.id());
    }

    @Test
    void aStoppedServerCostsNoMoreThanTheDeadline() {
        nats.server().kill();
        long began = System.nanoTime();
        List<PublishOutcome> outcomes =
                messaging
                        .publisher()
                        .publish(
                                List.of(event("a", 1), event("b", 2)),
                                Deadline.after(Duration.ofMillis(500)));
        assertThat(outcomes).allMatch(outcome -> outcome instanceof PublishOutcome.Failed);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    }

    private List<PublishOutcome> publish(List<EventMessage> events) {
        return messaging.publisher().publish(events, Deadline.after(Duration.ofSeconds(10)));
    }
}
