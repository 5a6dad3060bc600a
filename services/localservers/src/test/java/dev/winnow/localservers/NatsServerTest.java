package dev.winnow.localservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.localservers.LocalServerException.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NatsServerTest {
    @TempDir private Path dir;

    @Test
    void startsOnAFreePortWithJetStreamAndStops() throws IOException {
        NatsServer server = NatsServer.start(NatsServer.Options.ofDefaults(dir));
        try (server) {
            assertThat(info(server)).startsWith("INFO {").contains("\"jetstream\":true");
        }
        assertThat(server.running()).isFalse();
    }

    @Test
    void restartsOnTheSamePortAfterAKill() throws IOException {
        NatsServer first = NatsServer.start(NatsServer.Options.ofDefaults(dir));
        first.kill();
        assertThat(first.running()).isFalse();
        try (NatsServer second = first.restart()) {
            assertThat(second.port()).isEqualTo(first.port());
            assertThat(info(second)).startsWith("INFO {");
        }
    }

    @Test
    void refusesADirectoryThatIsInUse() {
        try (NatsServer server = NatsServer.start(NatsServer.Options.ofDefaults(dir))) {
            assertThatThrownBy(() -> NatsServer.start(NatsServer.Options.ofDefaults(dir)))
                    .isInstanceOfSatisfying(
                            LocalServerException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.DIRECTORY_IN_USE));
            assertThat(server.running()).isTrue();
        }
    }

    @Test
    void saysThatThePortIsTakenAndGivesTheDirectoryBack() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var options = NatsServer.Options.ofDefaults(dir).withPort(taken.getLocalPort());
            assertThatThrownBy(() -> NatsServer.start(options))
                    .hasMessageContaining("address already in use")
                    .isInstanceOfSatisfying(
                            LocalServerException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.PORT_IN_USE));
        }
        NatsServer.start(NatsServer.Options.ofDefaults(dir)).stop();
    }

    @Test
    void aConfigFileIsUsedAndABrokenOneIsReported() throws IOException {
        Path good = Files.writeString(dir.resolve("good.conf"), "max_payload: 77777\n");
        var options = NatsServer.Options.ofDefaults(dir.resolve("data"));
        try (NatsServer server = NatsServer.start(options.withConfigFile(good))) {
            assertThat(info(server)).contains("\"max_payload\":77777");
        }
        Path broken = Files.writeString(dir.resolve("broken.conf"), "max_payload: {\n");
        assertThatThrownBy(() -> NatsServer.start(options.withConfigFile(broken)))
                .isInstanceOf(LocalServerException.class)
                .hasMessageContaining("broken.conf");
    }

    private static String info(NatsServer server) throws IOException {
        URI url = URI.create(server.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort());
                var reader =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.UTF_8))) {
            return String.valueOf(reader.readLine());
        }
    }
}
