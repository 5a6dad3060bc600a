package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import dev.winnow.localservers.Eventually;
import dev.winnow.localservers.NatsServer;
import dev.winnow.messaging.config.Secret;
import dev.winnow.messaging.ops.Telemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;

/** What a connection does when its servers change under it. */
class ServersTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir private Path folder;

    private static NatsConnection connect(NatsConfig config) {
        return new NatsConnection(config, "servers-test", Telemetry.none());
    }

    @Test
    @Execution(CONCURRENT)
    void serverThatIsAboutToStopIsLeftForAnotherOneWhileItStillRuns() {
        try (NatsServer a = NatsServer.start(NatsServer.Options.ofDefaults(folder.resolve("a")));
                NatsServer b =
                        NatsServer.start(NatsServer.Options.ofDefaults(folder.resolve("b")));
                NatsConnection connection = connect(NatsConfig.of(a.url(), b.url()))) {
            boolean first = isAt(connection, a);
            NatsServer leaving = first ? a : b;
            NatsServer other = first ? b : a;

            leaving.lameDuck();

            Eventually.that(LIMIT, () -> isAt(connection, other));
            Eventually.that(LIMIT, () -> connection.state() == ConnectionState.CONNECTED);
            assertThat(leaving.running()).as("it was left early").isTrue();
        }
    }

    private static boolean isAt(NatsConnection connection, NatsServer server) {
        String at = connection.jnats().getConnectedUrl();
        return at != null && at.endsWith(":" + server.port());
    }

    @Test
    @Execution(CONCURRENT)
    void loginThatIsRefusedForAWhileIsTriedUntilItIsTakenAgain() {
        NatsServer.Options options = NatsServer.Options.ofDefaults(folder);
        NatsServer right = NatsServer.start(options.withArguments(login("right")));
        try (NatsConnection connection = connect(config(right.url()))) {
            right.stop();
            try (NatsServer wrong =
                    NatsServer.start(
                            options.withPort(right.port()).withArguments(login("other")))) {
                long before = refusals();
                Eventually.that(LIMIT, () -> refusals() >= before + 4);
                assertThat(connection.state()).isEqualTo(ConnectionState.RECONNECTING);
                assertThat(wrong.running()).isTrue();
            }
            try (NatsServer again =
                    NatsServer.start(
                            options.withPort(right.port()).withArguments(login("right")))) {
                Eventually.that(LIMIT, () -> connection.state() == ConnectionState.CONNECTED);
                assertThat(again.running()).isTrue();
            }
        }
    }

    private static List<String> login(String password) {
        return List.of("--user", "service", "--pass", password);
    }

    private static NatsConfig config(String url) {
        NatsConfig defaults = NatsConfig.of(url);
        return new NatsConfig(
                defaults.urls(),
                Optional.of("service"),
                Optional.of(new Secret("right")),
                Optional.empty(),
                defaults.connectTimeout(),
                Duration.ofMillis(20),
                defaults.pingInterval(),
                defaults.maxPendingMessages(),
                defaults.inboxPrefix(),
                defaults.discoveryPrefix());
    }

    private long refusals() {
        try {
            return Files.readString(folder.resolve("nats-server.log"))
                    .lines()
                    .filter(line -> line.contains("authentication error"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void publisherIsRefusedAtOnceWhileThereIsNoConnection() {
        NatsServer.Options options = NatsServer.Options.ofDefaults(folder);
        try (NatsServer server = NatsServer.start(options);
                Messaging messaging =
                        Messaging.connect(
                                NatsConfig.of(server.url()),
                                ServiceInfo.of("publisher", "1.0.0", "under test"),
                                Telemetry.none())) {
            RawClient raw = messaging.raw();
            raw.publish("somewhere", new byte[1], Map.of());
            server.kill();
            Eventually.that(LIMIT, () -> messaging.state() != ConnectionState.CONNECTED);

            assertThatThrownBy(() -> raw.publish("somewhere", new byte[1], Map.of()))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            e ->
                                    assertThat(e.reason())
                                            .isEqualTo(RefusedException.Reason.NOT_CONNECTED));
            assertThatThrownBy(() -> raw.requestMany("somewhere", new byte[1], LIMIT, 1))
                    .isInstanceOf(RefusedException.class);
        }
    }
}
