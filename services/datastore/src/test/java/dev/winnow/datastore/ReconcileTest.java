package dev.winnow.datastore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.contracts.EventContract;
import dev.winnow.contracts.Streams;
import dev.winnow.contracts.outbox.OutboxContracts;
import dev.winnow.contracts.outbox.OutboxStatusReply;
import dev.winnow.contracts.outbox.OutboxStatusRequest;
import dev.winnow.contracts.outbox.ReconcileReply;
import dev.winnow.contracts.outbox.ReconcileRequest;
import dev.winnow.datastore.Probe.Counted;
import dev.winnow.localservers.Eventually;
import dev.winnow.localservers.NatsServer;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.ConsumerPolicy;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.NatsFiles;
import dev.winnow.messaging.NatsProvisioner;
import dev.winnow.messaging.Outcome;
import dev.winnow.messaging.ServiceErrorException;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Telemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stream that has lost what it acknowledged: its store is copied back to an older state, as after
 * a power failure without sync, or a restored backup.
 */
final class ReconcileTest {
    private static final EventContract<Counted> SUBMITTED =
            new EventContract<>(
                    "applications",
                    "submitted",
                    1,
                    Streams.APPLICATIONS,
                    "A number was given",
                    Counted.class,
                    Counted::key);

    private final Datastore datastore = Probe.open(Probe.database());

    @TempDir private Path dir;

    @AfterEach
    void close() {
        datastore.close();
    }

    @Test
    void exactlyWhatTheStreamLostIsFoundAndBroughtBackWithOneEffectEach() {
        Path store = dir.resolve("store");
        NatsServer nats = NatsServer.start(NatsServer.Options.ofDefaults(store));
        Messaging messaging = start(nats);
        datastore.startRelay(messaging.publisher());
        publish("before", 20);
        Eventually.that(Probe.SOON, () -> effects() == 20);
        nats.stop();
        copy(store, dir.resolve("older"));

        nats = nats.restart();
        publish("lost", 30);
        Eventually.that(Probe.SOON, () -> unpublished() == 0);
        // Some of them have had their effect before they are lost, some not.
        Eventually.that(Probe.SOON, () -> effects() > 20);
        nats.stop();
        delete(store);
        copy(dir.resolve("older"), store);

        try (NatsServer restored = nats.restart()) {
            assertThat(restored.running()).isTrue();
            // These take the places of the first that were lost.
            publish("after", 5);
            Eventually.that(Probe.SOON, () -> unpublished() == 0);

            ReconcileReply found = reconcile(messaging, new ReconcileRequest(null, null, null));
            assertThat(found.checked()).isEqualTo(55);
            assertThat(found.missing()).isEqualTo(30);
            assertThat(found.expired()).isZero();
            assertThat(found.examples()).hasSize(20);
            assertThat(found.next()).isNull();

            republishInBatchesOf(7, messaging);
            assertThat(reconcile(messaging, new ReconcileRequest(null, null, null)).missing())
                    .isZero();
            assertThat(messaging.stream(Streams.APPLICATIONS).state().messages()).isEqualTo(55);
            Eventually.that(Probe.SOON, () -> effects() == 55);
            assertThat(Probe.rows(datastore, "(SELECT DISTINCT event_id FROM effect) AS e"))
                    .isEqualTo(55);

            OutboxStatusReply status =
                    messaging
                            .client(OutboxContracts.status("probe"), CallPolicy.ofDefaults())
                            .call(new OutboxStatusRequest());
            assertThat(status.unpublished()).isZero();
            assertThat(status.streams().getFirst().events()).isEqualTo(55);
            assertThat(status.streams().getFirst().lastSequence()).isEqualTo(55);
            datastore.stopRelay(Duration.ofSeconds(5));
            messaging.close();
        }
    }

    @Test
    void whatTheLimitsOfAStreamTookIsNotMissing() {
        try (NatsServer nats = NatsServer.start(NatsServer.Options.ofDefaults(dir));
                Messaging messaging = start(nats)) {
            datastore.startRelay(messaging.publisher());
            publish("old", 10);
            Eventually.that(Probe.SOON, () -> unpublished() == 0);
            for (long sequence = 1; sequence <= 4; sequence++) {
                assertThat(messaging.stream(Streams.APPLICATIONS).delete(sequence)).isTrue();
            }
            ReconcileReply found = reconcile(messaging, new ReconcileRequest(null, null, true));
            assertThat(found.expired()).isEqualTo(4);
            assertThat(found.missing()).isZero();
            assertThat(messaging.stream(Streams.APPLICATIONS).delete(7)).isTrue();
            ReconcileReply hole = reconcile(messaging, new ReconcileRequest(null, null, null));
            assertThat(hole.missing()).isEqualTo(1);
            assertThat(hole.examples().getFirst().sequence()).isEqualTo(7);
            datastore.stopRelay(Duration.ofSeconds(5));
        }
    }

    @Test
    void aStreamThatIsGoneIsToldByItsNameAndWhatMakesItAgain() {
        try (NatsServer nats = NatsServer.start(NatsServer.Options.ofDefaults(dir));
                Messaging messaging = start(nats)) {
            datastore.startRelay(messaging.publisher());
            publish("old", 1);
            Eventually.that(Probe.SOON, () -> unpublished() == 0);
            messaging
                    .raw()
                    .request(
                            "$JS.API.STREAM.DELETE." + Streams.APPLICATIONS,
                            new byte[0],
                            Map.of(),
                            Duration.ofSeconds(5));
            assertThatThrownBy(() -> reconcile(messaging, new ReconcileRequest(null, null, null)))
                    .isInstanceOf(ServiceErrorException.class)
                    .hasMessageContaining(Streams.APPLICATIONS)
                    .hasMessageContaining("winnow nats apply");
            datastore.stopRelay(Duration.ofSeconds(5));
        }
    }

    private static void republishInBatchesOf(int limit, Messaging messaging) {
        Long after = null;
        long republished = 0;
        do {
            ReconcileReply reply = reconcile(messaging, new ReconcileRequest(after, limit, true));
            assertThat(reply.failed()).isZero();
            republished += reply.republished();
            after = reply.next();
        } while (after != null);
        assertThat(republished).isEqualTo(30);
    }

    private static ReconcileReply reconcile(Messaging messaging, ReconcileRequest request) {
        return messaging
                .client(OutboxContracts.reconcile("probe"), CallPolicy.ofDefaults())
                .call(request);
    }

    private Messaging start(NatsServer nats) {
        NatsConfig config = NatsConfig.of(nats.url());
        NatsProvisioner.apply(config, NatsFiles.ofClasspath());
        Messaging messaging =
                Messaging.connect(
                        config,
                        new ServiceInfo("probe", "1.0.0", "A test", Map.of()),
                        Telemetry.none());
        datastore.answerOutbox(messaging);
        messaging
                .consumer(
                        Streams.APPLICATIONS,
                        Streams.SCREENING_SUBMITTED,
                        ConsumerPolicy.ofDefaults())
                .on(
                        SUBMITTED,
                        datastore.once(
                                "c",
                                event -> {
                                    datastore.sql(h ->
                                            h.execute("INSERT INTO effect VALUES (?)", event.id()));
                                    return Outcome.done();
                                }))
                .register();
        messaging.start();
        return messaging;
    }

    private void publish(String prefix, int events) {
        for (int i = 0; i < events; i++) {
            Counted event = new Counted(prefix + i % 3, i);
            datastore.transactVoid(() -> datastore.outbox().add(SUBMITTED, event));
        }
    }

    private long effects() {
        return Probe.rows(datastore, "effect");
    }

    private long unpublished() {
        return Probe.rows(datastore, "datastore.outbox WHERE published_at IS NULL");
    }

    private static void copy(Path from, Path to) {
        for (Path path : tree(from)) {
            Path target = to.resolve(from.relativize(path).toString());
            try {
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void delete(Path folder) {
        for (Path path : tree(folder).reversed()) {
            try {
                Files.delete(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static List<Path> tree(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
