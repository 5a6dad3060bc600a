package dev.winnow.localservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a toll sees of NATS' protocol, and what each verdict does. */
final class NatsTollTest {
    private static final NatsServer SERVER = NatsServer.start(NatsServer.Options.temporary());

    private final FaultProxy proxy = FaultProxy.nats(SERVER.port());
    private RawNats client;
    private RawNats direct;

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    /** Before the toll is set: it may come to a connection that is there. */
    @BeforeEach
    void connect() throws IOException {
        client = RawNats.connect(proxy.port());
        direct = RawNats.connect(SERVER.port());
        direct.send("SUB a 1");
        direct.sync();
    }

    @AfterEach
    void end() throws IOException {
        client.close();
        direct.close();
        proxy.close();
    }

    @Test
    void seesEachOperationWithItsSubjectReplyAndText() throws IOException {
        List<String> seen = new CopyOnWriteArrayList<>();
        proxy.toll(unit -> {
            String end = unit.text().strip().lines().toList().getLast();
            seen.add(
                    String.join(
                            "|",
                            unit.direction().toString(),
                            unit.kind(),
                            unit.subject(),
                            unit.reply(),
                            end));
            return Verdict.FORWARD;
        });
        client.send("SUB b q 7", "PUB b 5", "PUB x", "PUB b in.box 2", "hi");
        client.send("HPUB b 12 14", "NATS/1.0", "", "hh", "HPUB b r 12 12", "NATS/1.0", "", "");
        for (int lines = 0; lines < 12; lines++) {
            client.line();
        }
        client.sync();
        assertThat(seen)
                .contains(
                        "TO_SERVER|SUB|b||SUB b q 7",
                        "TO_SERVER|PUB|b||PUB x",
                        "TO_SERVER|PUB|b|in.box|hi",
                        "TO_SERVER|HPUB|b||hh",
                        "TO_SERVER|HPUB|b|r|NATS/1.0",
                        "TO_SERVER|PING|||PING",
                        "TO_CLIENT|MSG|b||PUB x",
                        "TO_CLIENT|MSG|b|in.box|hi",
                        "TO_CLIENT|HMSG|b||hh",
                        "TO_CLIENT|HMSG|b|r|NATS/1.0",
                        "TO_CLIENT|PONG|||PONG");
        assertThat(seen).hasSize(11).doesNotHaveDuplicates();
    }

    @Test
    void dropsTheNthPublishAlone() throws IOException {
        CountingToll toll = Toll.nth(2, publishesTo("a"), Verdict.DROP);
        proxy.toll(toll);
        client.send("PUB a 1", "1", "PUB other 1", "x", "PUB a 1", "2", "PUB a 1", "3");
        client.sync();
        assertThat(bodies(2)).containsExactly("1", "3");
        assertThat(toll.fired()).isTrue();
        assertThat(toll.seen()).isEqualTo(3);
    }

    @Test
    void aTollThatNothingComesToHasNotFired() throws IOException {
        CountingToll toll = Toll.nth(2, publishesTo("a"), Verdict.CUT);
        proxy.toll(toll);
        client.publish("a", "1");
        client.sync();
        assertThat(toll.fired()).isFalse();
        proxy.noToll();
        client.publish("a", "2");
        assertThat(bodies(2)).containsExactly("1", "2");
        assertThat(toll.seen()).isEqualTo(1);
    }

    @Test
    void cutsBeforeTheUnitArrives() throws IOException {
        proxy.toll(Toll.nth(2, publishesTo("a"), Verdict.CUT));
        client.send("PUB a 1", "1", "PUB a 1", "2", "PUB a 1", "3");
        assertThat(client.line()).isNull();
        assertThat(bodies(1)).containsExactly("1");
        direct.sync();
    }

    @Test
    void cutsBehindTheUnitSoThatItArrivesAndNoAnswerDoes() throws IOException {
        proxy.toll(Toll.nth(2, publishesTo("a"), Verdict.FORWARD_AND_CUT));
        client.send("PUB a 1", "1", "PUB a 1", "2", "PUB a 1", "3", "PING");
        assertThat(client.line()).isNull();
        assertThat(bodies(2)).containsExactly("1", "2");
        direct.sync();
        Eventually.that(Duration.ofSeconds(10), () -> proxy.open() == 0);
    }

    @Test
    void cutsBehindWhatTheServerSendsSoThatTheClientReadsIt() throws IOException {
        client.send("SUB b 1");
        client.sync();
        proxy.toll(Toll.nth(1, unit -> unit.is("MSG", "HMSG"), Verdict.FORWARD_AND_CUT));
        client.send("PUB b 4", "last", "PUB b 4", "gone");
        assertThat(client.line()).isEqualTo("MSG b 1 4");
        assertThat(client.line()).isEqualTo("last");
        assertThat(client.line()).isNull();
    }

    @Test
    void whatATollDoesComesBeforeTheUnitArrives() throws Exception {
        CountDownLatch came = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CountingToll toll =
                Toll.nth(
                        1,
                        publishesTo("a"),
                        _ -> {
                            came.countDown();
                            return await(go) ? Verdict.FORWARD : Verdict.DROP;
                        });
        proxy.toll(toll);
        client.publish("a", "late");
        assertThat(came.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(direct.silentFor(100)).isTrue();
        assertThat(toll.fired()).isFalse();
        go.countDown();
        assertThat(toll.awaitFired(Duration.ofSeconds(10))).isTrue();
        assertThat(bodies(1)).containsExactly("late");
    }

    @Test
    void losesAllOfAKind() throws IOException {
        proxy.toll(Toll.each(publishesTo("a"), Verdict.DROP));
        client.publish("a", "1");
        client.publish("a", "2");
        client.sync();
        direct.sync();
        proxy.noToll();
        client.publish("a", "3");
        assertThat(bodies(1)).containsExactly("3");
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Predicate<Unit> publishesTo(String subject) {
        return unit -> unit.is("PUB", "HPUB") && unit.subject().equals(subject);
    }

    private List<String> bodies(int count) throws IOException {
        List<String> all = new CopyOnWriteArrayList<>();
        for (int i = 0; i < count; i++) {
            direct.line();
            all.add(String.valueOf(direct.line()));
        }
        return all;
    }
}
