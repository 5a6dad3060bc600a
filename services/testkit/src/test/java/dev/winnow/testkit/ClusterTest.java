package dev.winnow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.messaging.CallException;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.Client;
import dev.winnow.messaging.ConsumerPolicy;
import dev.winnow.messaging.EndpointPolicy;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.Outcome;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a service when the node that it is connected to goes away. */
final class ClusterTest {
    /** An election takes up to nine seconds; what does not need one comes at once. */
    private static final Duration ELECTION = Duration.ofSeconds(20);

    private final TestCluster cluster = TestNats.cluster().with("kit");
    private final Set<Integer> handled = ConcurrentHashMap.newKeySet();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);
    private final Messaging service = Kit.connect(cluster.config(), "kit");
    private final Messaging caller = Kit.connect(cluster.config(), "kit-caller");
    private final Client<Kit.Ask, Kit.Answer> client =
            caller.client(Kit.REPEAT, CallPolicy.ofDefaults());

    @AfterEach
    void end() {
        answer.countDown();
        service.close();
        caller.close();
        cluster.close();
    }

    @Test
    void aStreamOnThreeNodesSurvivesTheKillOfItsLeader() {
        assertThat(Kit.published(caller, 1)).isTrue();
        String leader = cluster.streamLeader(Kit.STREAM);
        cluster.kill(leader);
        assertThat(cluster.streamLeader(Kit.STREAM)).isNotEqualTo(leader);
        Eventually.that(ELECTION, () -> Kit.published(caller, 2));
        assertThat(cluster.consumerLeader(Kit.STREAM, Kit.DURABLE)).isNotEqualTo(leader);
        start();
        Eventually.that(ELECTION, () -> handled.equals(Set.of(1, 2)));
        cluster.restart(leader);
        assertThat(cluster.running(leader)).isTrue();
    }

    @Test
    void aConsumersLeaderThatStepsDownIsNoInterruption() {
        start();
        assertThat(Kit.published(caller, 1)).isTrue();
        cluster.stepDownConsumer(Kit.STREAM, Kit.DURABLE);
        cluster.stepDownStream(Kit.STREAM);
        Eventually.that(ELECTION, () -> Kit.published(caller, 2));
        Eventually.that(Duration.ofSeconds(5), () -> handled.equals(Set.of(1, 2)));
    }

    @Test
    void consumerAndClientLiveThroughTheKillOfTheirNode() throws Exception {
        loses(cluster::kill);
    }

    @Test
    void consumerAndClientLiveThroughALameDuck() throws Exception {
        loses(cluster::lameDuck);
    }

    /** Everything that was acknowledged is handled, and no call hangs or fails without a type. */
    private void loses(Consumer<String> fault) throws Exception {
        start();
        assertThat(Kit.published(caller, 1)).isTrue();
        Eventually.that(ELECTION, () -> handled.contains(1));
        FutureTask<Kit.Answer> inFlight = new FutureTask<>(() -> client.call(ask("wait")));
        Thread.startVirtualThread(inFlight);
        assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();
        String node = cluster.nodeOf("kit").orElseThrow();

        fault.accept(node);
        Eventually.that(ELECTION, () -> !node.equals(cluster.nodeOf("kit").orElse(node)));
        answer.countDown();

        Eventually.that(ELECTION, () -> client.call(ask("again")).text().equals("again"));
        Eventually.that(ELECTION, () -> Kit.published(caller, 2));
        Eventually.that(ELECTION, () -> handled.equals(Set.of(1, 2)));
        assertThat(outcome(inFlight)).isIn("answered", "OutcomeUnknownException");
        Eventually.that(ELECTION, () -> !cluster.running(node));
    }

    private static String outcome(FutureTask<Kit.Answer> call) throws Exception {
        try {
            call.get(10, TimeUnit.SECONDS);
            return "answered";
        } catch (ExecutionException e) {
            return e.getCause() instanceof CallException typed
                    ? typed.getClass().getSimpleName()
                    : "without a type: " + e;
        }
    }

    private static Kit.Ask ask(String text) {
        return new Kit.Ask(text, 1);
    }

    private void start() {
        service.endpoint(
                Kit.REPEAT,
                EndpointPolicy.ofDefaults(),
                request -> {
                    if (request.text().equals("wait")) {
                        asked.countDown();
                        answer.await(20, TimeUnit.SECONDS);
                    }
                    return new Kit.Answer(request.text());
                });
        service.consumer(Kit.STREAM, Kit.DURABLE, ConsumerPolicy.ofDefaults())
                .on(
                        Kit.HAPPENED,
                        event -> {
                            handled.add(event.data().number());
                            return Outcome.done();
                        })
                .register();
        service.start();
    }
}
