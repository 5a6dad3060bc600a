package dev.winnow.faults.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.localservers.Direction;
import dev.winnow.localservers.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NamespaceTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    /** Says back what it hears, and writes it down. */
    private static final String ECHO =
            "exec 3<>/dev/tcp/$0/$1; while read -r l <&3; do echo $l >>$2; echo $l >&3; done";

    @TempDir private Path folder;
    private Namespace network;
    private ServerSocket listening;
    private Process within;
    private Socket line;
    private BufferedReader in;

    @BeforeEach
    void open() throws IOException {
        Optional<String> missing = Namespace.missing();
        assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
        network = Namespace.open();
        listening = new ServerSocket(0, 5, InetAddress.ofLiteral(network.hostAddress()));
        listening.setSoTimeout((int) SOON.toMillis());
        List<String> command = new ArrayList<>(network.prefix());
        command.addAll(List.of("bash", "-c", ECHO, network.hostAddress()));
        command.addAll(List.of(String.valueOf(listening.getLocalPort()), heard().toString()));
        within = new ProcessBuilder(command).inheritIO().start();
        line = listening.accept();
        in =
                new BufferedReader(
                        new InputStreamReader(line.getInputStream(), StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() throws IOException {
        if (network != null) {
            network.close();
            line.close();
            listening.close();
        }
    }

    private Path heard() {
        return folder.resolve("heard");
    }

    @Test
    void hasALineToThisMachine() throws IOException {
        assertThat(line.getInetAddress().getHostAddress()).isEqualTo(network.address());
        say("one");
        assertThat(answer(SOON)).isEqualTo("one");
    }

    @Test
    void whatIsCutComesWhenItIsHealed() throws IOException {
        network.cut();
        say("one");
        assertSilent();
        assertThat(heard()).doesNotExist();
        network.heal();
        assertThat(answer(SOON)).isEqualTo("one");
    }

    @Test
    void whatThoseWithinSendMayBeLostAlone() throws IOException {
        network.lose(Direction.TO_SERVER);
        say("one");
        Eventually.that(SOON, () -> Files.exists(heard()) && Files.size(heard()) > 0);
        assertSilent();
        network.heal();
        assertThat(answer(SOON)).isEqualTo("one");
    }

    @Test
    void whatIsSentToThemMayBeLostAlone() throws IOException {
        network.lose(Direction.TO_CLIENT);
        say("one");
        assertSilent();
        assertThat(heard()).doesNotExist();
        network.heal();
        assertThat(answer(SOON)).isEqualTo("one");
    }

    @Test
    void goesWithAllThatIsInIt() {
        String name = network.toString();
        network.close();
        Eventually.that(SOON, () -> !within.isAlive());
        assertThat(Command.run("ip", "netns", "list")).doesNotContain(name);
    }

    private void say(String word) throws IOException {
        line.getOutputStream().write((word + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private String answer(Duration limit) throws IOException {
        line.setSoTimeout((int) limit.toMillis());
        return in.readLine();
    }

    private void assertSilent() {
        assertThatThrownBy(() -> answer(Duration.ofMillis(500)))
                .isInstanceOf(SocketTimeoutException.class);
    }
}
