package dev.winnow.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.datastore.Datastore;
import dev.winnow.messaging.ConsumerPolicy;
import dev.winnow.messaging.EventHandler;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.Outcome;
import dev.winnow.messaging.ops.Telemetry;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The kit lets a good consumer pass, and says what is wrong with others. */
final class ConsumerKitTest {
    private final TestNats nats = TestNats.fresh().with("kit");
    private final Map<String, Integer> effects = new ConcurrentHashMap<>();

    @AfterEach
    void end() {
        nats.close();
    }

    @Test
    void aConsumerWithAnInboxPasses() {
        try (Datastore datastore =
                Datastore.open("none", TestDatabase.fresh().config(), Telemetry.none())) {
            TestSql.execute(datastore, "CREATE TABLE effect (key text NOT NULL)");
            // In the database: what a crash undoes is then no effect.
            check(
                    datastore.once(
                            Kit.DURABLE,
                            event -> {
                                TestSql.execute(
                                        datastore,
                                        "INSERT INTO effect VALUES (?)",
                                        event.data().key());
                                return Outcome.done();
                            }),
                    thing ->
                            Collections.frequency(
                                    TestSql.texts(datastore, "SELECT key FROM effect"),
                                    thing.key()));
        }
    }

    @Test
    void withoutAnInboxTheDuplicatesAreSeen() {
        assertThatThrownBy(() ->
                        check(
                                event -> {
                                    effects.merge(event.data().key(), 1, Integer::sum);
                                    return Outcome.done();
                                },
                                thing -> effects.getOrDefault(thing.key(), 0)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("delivered twice: ")
                .hasMessageContaining("had 2 effects, not one");
    }

    private void check(EventHandler<Kit.Thing> handler, ToIntFunction<Kit.Thing> counting) {
        ConsumerKit.of(
                        Kit.DURABLE,
                        Kit.HAPPENED,
                        () -> new Kit.Thing(UUID.randomUUID().toString(), 1))
                .counting(counting)
                .serving(() -> start(handler))
                .against(nats.config())
                .check();
    }

    private Messaging start(EventHandler<Kit.Thing> handler) {
        Messaging messaging = Kit.connect(nats.config(), "kit");
        messaging
                .consumer(Kit.STREAM, Kit.DURABLE, ConsumerPolicy.ofDefaults())
                .on(Kit.HAPPENED, handler)
                .register();
        messaging.start();
        return messaging;
    }
}
