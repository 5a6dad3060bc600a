package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.messaging.Echo.Said;
import dev.winnow.messaging.Echo.Say;
import io.nats.client.Connection;
import io.nats.client.Nats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One request, the answers of several responders, whatever client they use. */
class GatherTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final GatherPolicy POLICY =
            GatherPolicy.ofDefaults().withTotal(LONG).withStall(LONG);

    private final TestServer server = new TestServer();
    private final List<Connection> responders = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (Connection responder : responders) {
            responder.close();
        }
        server.close();
    }

    private void responder(String text, int times) throws Exception {
        Connection connection = Nats.connect(server.url());
        responders.add(connection);
        connection
                .createDispatcher(message -> {
                    for (int i = 0; i < times; i++) {
                        connection.publish(message.getReplyTo(), Json.write(new Said(text)));
                    }
                })
                .subscribe(Echo.SAY.subject());
        connection.flush(LONG);
    }

    private List<FanOut.Result<Said>> gather(GatherPolicy policy) {
        Client<Say, Said> client = server.open("caller").client(Echo.SAY, EchoFixture.ONCE);
        return client.gather(new Say("x"), policy);
    }

    @Test
    void answersOfAllRespondersComeTypedAndAFailureIsOneOfThem() throws Exception {
        responder("one", 1);
        responder("two", 1);
        Messaging failing = server.open("echo");
        failing.endpoint(
                Echo.SAY,
                EndpointPolicy.ofDefaults(),
                say -> {
                    throw new ServiceErrorException(ErrorCode.NOT_FOUND, "nothing here");
                });
        failing.start();

        List<FanOut.Result<Said>> results = gather(POLICY.withLimit(3));

        assertThat(results)
                .contains(
                        new FanOut.Result.Success<>(new Said("one")),
                        new FanOut.Result.Success<>(new Said("two")))
                .hasSize(3)
                .anySatisfy(result ->
                        assertThat(result)
                                .isInstanceOfSatisfying(
                                        FanOut.Result.Failure.class,
                                        f -> assertThat(f.cause()).hasMessage("nothing here")));
    }

    @Test
    void silenceAfterAnAnswerEndsIt() throws Exception {
        responder("one", 1);
        long begun = System.nanoTime();

        assertThat(gather(POLICY.withStall(Duration.ofMillis(50)))).hasSize(1);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LONG.dividedBy(2));
    }

    @Test
    void totalTimeEndsItAndAnEmptyListIsAnAnswer() throws Exception {
        responder("never", 0);

        assertThat(gather(POLICY.withTotal(Duration.ofMillis(50)))).isEmpty();
    }

    @Test
    void whatIsPastTheLimitIsDropped() throws Exception {
        responder("again", 1_000);

        assertThat(gather(POLICY.withLimit(5))).hasSize(5);
    }

    @Test
    void nobodyThereIsKnownAtOnce() {
        assertThatThrownBy(() -> gather(POLICY)).isInstanceOf(NoRespondersException.class);
    }
}
