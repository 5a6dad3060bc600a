package dev.winnow.localservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of connections; NatsTollTest and PostgresTollTest have the units. */
final class FaultProxyTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final NatsServer SERVER = NatsServer.start(NatsServer.Options.temporary());

    private final FaultProxy proxy = FaultProxy.nats(SERVER.port());

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @AfterEach
    void end() {
        proxy.close();
    }

    @Test
    void forwardsUnitsOfAllSizesInOrder() throws IOException {
        try (RawNats sub = RawNats.connect(proxy.port());
                RawNats pub = RawNats.connect(proxy.port())) {
            sub.send("SUB a 1");
            sub.sync();
            List<Integer> sizes = List.of(0, 1, 8191, 8192, 16_384, 16_390, 100_000, 1_000_000);
            for (int size : sizes) {
                pub.publish("a", "x".repeat(size));
            }
            for (int size : sizes) {
                assertThat(sub.line()).isEqualTo("MSG a 1 " + size);
                assertThat(sub.line()).hasSize(size);
            }
            assertThat(proxy.connections()).isEqualTo(2);
            assertThat(proxy.open()).isEqualTo(2);
        }
        Eventually.that(SOON, () -> proxy.open() == 0);
    }

    @Test
    void aCutEndsWhatIsThereAndLetsNewOnesIn() throws IOException {
        try (RawNats client = RawNats.connect(proxy.port())) {
            proxy.cut();
            assertThat(client.line()).isNull();
        }
        RawNats.connect(proxy.port()).close();
    }

    @Test
    void aResetIsSeenAsSuch() throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                FaultProxy plain = FaultProxy.bytes(listening.getLocalPort());
                Socket client = new Socket(InetAddress.getLoopbackAddress(), plain.port());
                Socket accepted = listening.accept()) {
            client.getOutputStream().write('x');
            assertThat(accepted.getInputStream().read()).isEqualTo('x');
            plain.reset();
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketException.class);
            assertThatThrownBy(() -> accepted.getInputStream().read())
                    .isInstanceOf(SocketException.class);
        }
    }

    @Test
    void refusesUntilItDoesNot() throws IOException {
        try (RawNats before = RawNats.connect(proxy.port())) {
            proxy.refuse(true);
            assertThat(before.line()).isNull();
        }
        try (RawNats refused = new RawNats(proxy.port())) {
            assertThat(refused.line()).isNull();
        }
        assertThat(proxy.connections()).isEqualTo(1);
        proxy.refuse(false);
        RawNats.connect(proxy.port()).close();
    }

    @Test
    void whatIsSwallowedIsLostAndNothingComesBehindTheGap() throws IOException {
        try (RawNats deaf = RawNats.connect(proxy.port());
                RawNats quiet = RawNats.connect(proxy.port());
                RawNats direct = RawNats.connect(SERVER.port())) {
            deaf.send("SUB a 1");
            deaf.sync();
            direct.send("SUB b 1");
            direct.sync();
            proxy.swallow(Direction.TO_CLIENT);
            direct.publish("a", "lost");
            deaf.publish("b", "hers");
            assertThat(direct.line()).isEqualTo("MSG b 1 4");
            assertThat(direct.line()).isEqualTo("hers");
            assertThat(deaf.silentFor(200)).isTrue();
            assertThat(proxy.lostBytes()).isPositive();
            proxy.heal();
            deaf.send("PING");
            assertThat(deaf.silentFor(200)).isTrue();
            quiet.sync();
        }
    }

    @Test
    void whatIsSwallowedOnItsWayToTheServerNeverArrives() throws IOException {
        try (RawNats client = RawNats.connect(proxy.port());
                RawNats direct = RawNats.connect(SERVER.port())) {
            client.send("SUB a 1");
            client.sync();
            direct.send("SUB b 1");
            direct.sync();
            proxy.swallow(Direction.TO_SERVER);
            client.publish("b", "lost");
            direct.publish("a", "here");
            assertThat(client.line()).isEqualTo("MSG a 1 4");
            assertThat(direct.silentFor(200)).isTrue();
        }
    }

    @Test
    void whatIsHeldComesWhenItIsHealed() throws IOException {
        try (RawNats client = RawNats.connect(proxy.port())) {
            proxy.hold(Direction.BOTH);
            client.send("PING");
            assertThat(client.silentFor(200)).isTrue();
            proxy.heal();
            assertThat(client.line()).isEqualTo("PONG");
        }
    }

    @Test
    void aDelayIsKeptEachWayAndSoIsTheOrder() throws IOException {
        Duration delay = Duration.ofMillis(150);
        try (RawNats client = RawNats.connect(proxy.port())) {
            client.send("SUB a 1");
            client.sync();
            proxy.delay(delay);
            long began = System.nanoTime();
            client.sync();
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isGreaterThanOrEqualTo(delay.multipliedBy(2));
            for (int i = 0; i < 200; i++) {
                client.publish("a", "n" + i);
            }
            proxy.delay(Duration.ZERO);
            assertThat(IntStream.range(0, 200).mapToObj(_ -> body(client)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 200).mapToObj(i -> "n" + i).toList());
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
        }
    }

    private static String body(RawNats client) {
        try {
            client.line();
            return String.valueOf(client.line());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void newConnectionsGoWhereTheServerIsByThen() throws IOException {
        try (NatsServer other = NatsServer.start(NatsServer.Options.temporary());
                RawNats stays = RawNats.connect(proxy.port());
                RawNats there = RawNats.connect(other.port())) {
            there.send("SUB moved 1");
            there.sync();
            proxy.retarget(other.port());
            try (RawNats moved = RawNats.connect(proxy.port())) {
                stays.publish("moved", "no");
                stays.sync();
                moved.publish("moved", "yes");
                assertThat(body(there)).isEqualTo("yes");
            }
        }
    }

    @Test
    void aServerThatIsNotThereEndsTheConnection() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            proxy.retarget(free.getLocalPort());
        }
        try (RawNats client = new RawNats(proxy.port())) {
            assertThat(client.line()).isNull();
        }
        Eventually.that(SOON, () -> proxy.open() == 0);
    }
}
