package dev.winnow.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.datastore.Datastore;
import dev.winnow.messaging.ConsumerPolicy;
import dev.winnow.messaging.EventHandler;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.Outcome;
import dev.winnow.messaging.ops.Telemetry;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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
            check(
                    datastore.once(
                            Kit.DURABLE,
                            event -> {
                                count(event.data());
                                return Outcome.done();
                            }));
        }
    }

    @Test
    void withoutAnInboxTheDuplicatesAreSeen() {
        assertThatThrownBy(() ->
                        check(event -> {
                            count(event.data());
                            return Outcome.done();
                        }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("delivered twice: ")
                .hasMessageContaining("had 2 effects, not one");
    }

    private void count(Kit.Thing thing) {
        effects.merge(thing.key(), 1, Integer::sum);
    }

    private void check(EventHandler<Kit.Thing> handler) {
        ConsumerKit.of(
                        Kit.DURABLE,
                        Kit.HAPPENED,
                        () -> new Kit.Thing(UUID.randomUUID().toString(), 1))
                .counting(thing -> effects.getOrDefault(thing.key(), 0))
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
