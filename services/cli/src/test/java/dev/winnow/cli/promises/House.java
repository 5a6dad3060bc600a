package dev.winnow.cli.promises;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.EventContract;
import dev.winnow.contracts.RequestContract;
import dev.winnow.datastore.DatabaseConfig;
import dev.winnow.datastore.Datastore;
import dev.winnow.messaging.ConsumerPolicy;
import dev.winnow.messaging.Event;
import dev.winnow.messaging.EventHandler;
import dev.winnow.messaging.EventMessage;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.Outcome;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Telemetry;
import dev.winnow.testkit.TestDatabase;
import dev.winnow.testkit.TestNats;
import dev.winnow.testkit.TestSql;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/**
 * A made-up service on a nats-server and a database of the test's own: one request, one fact, one
 * durable consumer (its ack wait is two seconds), and a table of effects.
 */
final class House implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(60);
    static final String STREAM = "PROMISES";
    static final String DURABLE = "promises-worker";

    record Ask(int n, String text) {}

    record Answer(int n) {}

    record Fact(String key, int n) {}

    static final RequestContract<Ask, Answer> DO = request("do");
    static final RequestContract<Ask, Answer> NESTED = request("nested");
    static final EventContract<Fact> HAPPENED =
            new EventContract<>(
                    "promises", "happened", 1, STREAM, "It happened.", Fact.class, Fact::key);

    private static RequestContract<Ask, Answer> request(String name) {
        return new RequestContract<>(
                "promises",
                name,
                1,
                "Does something.",
                Ask.class,
                Answer.class,
                List.of(ErrorCode.UNAVAILABLE),
                Duration.ofSeconds(10),
                true);
    }

    final TestNats nats = TestNats.fresh().with("promises");
    final DatabaseConfig database;
    final Datastore datastore;
    private final List<Messaging> open = new ArrayList<>();

    House() {
        this(config -> config);
    }

    House(UnaryOperator<DatabaseConfig> change) {
        database = change.apply(TestDatabase.fresh().config());
        datastore = Datastore.open("promises", database, Telemetry.none());
    }

    /** A connection of the test's, which it starts itself. */
    Messaging connect(String name) {
        ServiceInfo info = ServiceInfo.of(name, "1.0.0", "A test.");
        Messaging messaging = Messaging.connect(nats.config(), info, Telemetry.none());
        open.add(messaging);
        return messaging;
    }

    /** Runs beside what is there, and handles facts until it is closed. */
    Messaging consuming(ConsumerPolicy policy, EventHandler<Fact> handler) {
        Messaging worker = connect("worker");
        worker.consumer(STREAM, DURABLE, policy).on(HAPPENED, handler).register();
        worker.start();
        return worker;
    }

    /** Quick retries, so that a test need not wait. */
    static ConsumerPolicy quick() {
        return ConsumerPolicy.ofDefaults()
                .withBackoff(Duration.ofMillis(20))
                .withMaxBackoff(Duration.ofMillis(100));
    }

    /** As {@link #once(Datastore)}, in the test's own. */
    EventHandler<Fact> once() {
        return once(datastore);
    }

    /** Writes the event's effect, in the transaction of the inbox. */
    static EventHandler<Fact> once(Datastore datastore) {
        return datastore.once(DURABLE, event -> effect(datastore, event));
    }

    private static Outcome effect(Datastore datastore, Event<Fact> event) {
        String text = event.data().key() + event.data().n();
        TestSql.execute(datastore, "INSERT INTO effects (event) VALUES (?)", text);
        return Outcome.done();
    }

    /** Changes something and says so in the same transaction: a row and a fact. */
    static Answer commit(Datastore datastore, Ask ask) {
        datastore.transactVoid(() -> {
            TestSql.execute(datastore, "INSERT INTO commits VALUES (?)", ask.n());
            datastore.outbox().add(HAPPENED, new Fact(ask.text(), ask.n()));
        });
        return new Answer(ask.n());
    }

    /** As text: the key and the number. */
    List<String> effects() {
        return TestSql.texts(datastore, "SELECT event FROM effects ORDER BY id");
    }

    static EventMessage fact(String key, int n) {
        String id = UUID.randomUUID().toString();
        return EventMessage.of(HAPPENED, new Fact(key, n), id, Instant.now());
    }

    /** As any client would: no message id, so that the stream takes it as often as it is sent. */
    static void publish(Messaging from, EventMessage event) {
        from.raw().publish(event.subject(), event.body(), event.headers());
    }

    JsonNode consumer(Messaging from) {
        String subject = "$JS.API.CONSUMER.INFO." + STREAM + "." + DURABLE;
        return Json.read(
                from.raw().request(subject, new byte[0], Map.of(), SOON).body(), JsonNode.class);
    }

    /** How many deliveries the consumer has made, each of an event that came again included. */
    long deliveries(Messaging from) {
        return consumer(from).path("delivered").path("consumer_seq").asLong(-1);
    }

    /** Whether everything published has been acknowledged. */
    boolean isConsumed(Messaging from) {
        JsonNode info = consumer(from);
        return info.path("num_pending").asInt(-1) == 0
                && info.path("num_ack_pending").asInt(-1) == 0;
    }

    @Override
    public void close() {
        open.reversed().forEach(Messaging::close);
        datastore.close();
        nats.close();
    }
}
