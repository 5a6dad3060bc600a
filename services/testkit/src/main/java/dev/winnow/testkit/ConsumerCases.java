package dev.winnow.testkit;

import static dev.winnow.testkit.Cases.require;

import dev.winnow.contracts.EventContract;
import dev.winnow.contracts.WinnowHeaders;
import dev.winnow.messaging.EventMessage;
import dev.winnow.messaging.FanOut;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.StoredMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The cases of {@link ConsumerKit}, against one instance of the service or two. */
final class ConsumerCases<E> implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int COPIES = 8;
    private static final int KEYS = 6;
    private static final int CRASH_EVENTS = 48;
    private static final int CRASHES = 5;
    private static final int ROOM_FOR_HEADERS = 4096;

    private final ConsumerProbe probe;
    private final EventContract<E> contract;
    private final Supplier<E> events;
    private final ToIntFunction<E> effects;
    private final Supplier<? extends AutoCloseable> start;
    private final Cases cases = new Cases();
    private @Nullable AutoCloseable instance;

    ConsumerCases(
            ConsumerProbe probe,
            EventContract<E> contract,
            Supplier<E> events,
            ToIntFunction<E> effects,
            Supplier<? extends AutoCloseable> start) {
        this.probe = probe;
        this.contract = contract;
        this.events = events;
        this.effects = effects;
        this.start = start;
        declare();
    }

    void run(String title) {
        instance = start.get();
        cases.run(title);
    }

    private void declare() {
        good("a good event", m -> m);
        BadJson.malformed().forEach((what, body) -> poison(what, m -> withBody(m, body)));
        poison("null instead of data", m -> withBody(m, "null".getBytes(StandardCharsets.UTF_8)));
        cases.add("without a required field", this::withoutRequired);
        cases.add("strange text", this::strangeText);
        poison("no CloudEvent", m -> withHeaders(m, Map.of()));
        poison("a type that nobody handles", m -> with(m, WinnowHeaders.CE_TYPE, "unknown.v1"));
        poison("CloudEvents of a later kind", m -> with(m, WinnowHeaders.CE_SPECVERSION, "9.0"));
        poison("a time in words", m -> with(m, WinnowHeaders.CE_TIME, "soon"));
        poison("an id that is not encoded", m -> with(m, WinnowHeaders.CE_ID, "%zz"));
        poison("an id with a NUL in it", m -> with(m, WinnowHeaders.CE_ID, "a%00b"));
        poison("data that is no JSON", m -> with(m, WinnowHeaders.CE_DATACONTENTTYPE, "text/xml"));
        poison("a broken structured event", m -> structured(withBody(m, new byte[] {'{'}), false));
        good("a structured event", m -> structured(m, true));
        cases.add(
                "fields of a later version",
                () -> goodWithBody(event -> new BadJson(event).withUnknownFields()));
        cases.add(
                "as large as the stream takes",
                () ->
                        goodWithBody(
                                event -> new BadJson(event).padded(largest() - ROOM_FOR_HEADERS)));
        cases.add("too large for the stream", this::tooLarge);
        cases.add("delivered twice", () -> duplicates(1, 2));
        cases.add(
                "duplicates at the same moment, for two instances",
                () -> {
                    try (AutoCloseable _ = start.get()) {
                        duplicates(KEYS, COPIES);
                    }
                });
        cases.add("a crash with events at work", this::crash);
    }

    private void good(String what, UnaryOperator<EventMessage> change) {
        cases.add(
                what,
                () -> {
                    E event = events.get();
                    publish(change.apply(message(event)));
                    hasOneEffect(event);
                });
    }

    private void goodWithBody(Function<E, byte[]> body) {
        E event = events.get();
        publish(withBody(message(event), body.apply(event)));
        hasOneEffect(event);
    }

    private void poison(String what, UnaryOperator<EventMessage> change) {
        cases.add(what, () -> endsDead(change, ""));
    }

    private void withoutRequired() {
        E example = events.get();
        new BadJson(example)
                .withoutRequired()
                .keySet()
                .forEach(field -> endsDead(m -> withBody(m, without(data(m), field)), field));
    }

    private void strangeText() {
        new BadJson(events.get())
                .withStrangeText()
                .keySet()
                .forEach(what ->
                        endsDead(
                                m ->
                                        withBody(
                                                m,
                                                Objects.requireNonNull(
                                                        new BadJson(data(m))
                                                                .withStrangeText()
                                                                .get(what))),
                                ""));
    }

    private E data(EventMessage message) {
        return Json.read(message.body(), contract.data());
    }

    private static byte[] without(Object event, String field) {
        return Objects.requireNonNull(new BadJson(event).withoutRequired().get(field));
    }

    /** In the dead letters as it was, with its cause; without effect; and its neighbours go on. */
    private void endsDead(UnaryOperator<EventMessage> change, String named) {
        E before = events.get();
        E broken = events.get();
        E after = events.get();
        publish(message(before));
        EventMessage poison = change.apply(message(broken));
        long sequence = publish(poison);
        publish(message(after));
        hasOneEffect(before);
        hasOneEffect(after);
        Eventually.that(
                SOON,
                () -> "the dead letter of sequence " + sequence,
                () -> probe.deadLetter(sequence).isPresent());
        StoredMessage letter = probe.deadLetter(sequence).orElseThrow();
        String reason = letter.header(WinnowHeaders.DEAD_LETTER_REASON).orElse("");
        require(!reason.isBlank(), "the dead letter does not say why");
        require(reason.contains(named), "the reason does not name " + named + ": " + reason);
        require(Arrays.equals(letter.body(), poison.body()), "the body is not the original's");
        poison.headers()
                .forEach((name, value) ->
                        require(
                                letter.header(name).filter(value::equals).isPresent(),
                                "the dead letter has lost the header " + name));
        int count = effects.applyAsInt(broken);
        require(count == 0, "the poison had " + count + " effects");
    }

    private void tooLarge() {
        E event = events.get();
        byte[] body = new BadJson(event).padded(largest() + 1);
        boolean taken;
        try {
            publish(withBody(message(event), body));
            taken = true;
        } catch (AssertionError refused) {
            taken = false;
        }
        require(!taken, "the stream takes more than its max_msg_size says");
        goodWithBody(next -> new BadJson(next).valid());
    }

    private int largest() {
        int most = probe.maxMessage();
        require(most > 0, "the stream has no max_msg_size");
        return most;
    }

    private void duplicates(int keys, int copies) throws Exception {
        List<E> made = Stream.generate(events).limit(keys).toList();
        List<Callable<Long>> publishes = new ArrayList<>();
        for (E event : made) {
            EventMessage message = message(event);
            publishes.addAll(Collections.nCopies(copies, () -> publish(message)));
        }
        FanOut.failFast(publishes.size(), publishes);
        made.forEach(this::hasOneEffect);
    }

    /** Ends an instance that holds events, without a word to the server, and starts another. */
    private void crash() throws Exception {
        long redelivered = 0;
        // More each time: a quick machine may have finished the few before it is ended.
        int count = CRASH_EVENTS;
        for (int round = 1; round <= CRASHES && redelivered == 0; round++, count *= 2) {
            List<E> made = Stream.generate(events).limit(count).toList();
            close();
            long before = probe.deliveries();
            made.forEach(event -> publish(message(event)));
            instance = start.get();
            Eventually.that(SOON, () -> probe.deliveries() > before);
            close();
            instance = start.get();
            made.forEach(this::hasOneEffect);
            redelivered = probe.deliveries() - before - count;
        }
        require(redelivered > 0, "no crash found an event at work in " + CRASHES + " attempts");
    }

    /** Exactly one, also when everything that was sent has been acknowledged. */
    private void hasOneEffect(E event) {
        Eventually.that(
                SOON,
                () -> "an effect of " + contract.key().apply(event),
                () -> effects.applyAsInt(event) > 0);
        Eventually.that(SOON, () -> "everything is acknowledged", probe::settled);
        int count = effects.applyAsInt(event);
        require(count == 1, contract.key().apply(event) + " had " + count + " effects, not one");
    }

    private EventMessage message(E event) {
        return EventMessage.of(contract, event, UUID.randomUUID().toString(), Instant.now());
    }

    private long publish(EventMessage message) {
        return probe.publish(message.subject(), message.headers(), message.body());
    }

    private static EventMessage withBody(EventMessage message, byte[] body) {
        return new EventMessage(
                message.stream(), message.subject(), message.id(), message.headers(), body);
    }

    private static EventMessage withHeaders(EventMessage message, Map<String, String> headers) {
        return new EventMessage(
                message.stream(), message.subject(), message.id(), headers, message.body());
    }

    private static EventMessage with(EventMessage message, String header, String value) {
        Map<String, String> headers = new HashMap<>(message.headers());
        headers.put(header, value);
        return withHeaders(message, headers);
    }

    /** The event in CloudEvents' structured mode: its attributes stand in the body. */
    private EventMessage structured(EventMessage message, boolean wellFormed) {
        Map<String, String> headers = Map.of("Content-Type", "application/cloudevents+json");
        if (!wellFormed) {
            return withHeaders(message, headers);
        }
        ObjectNode event = Json.mapper().createObjectNode();
        event.put("specversion", "1.0").put("id", message.id()).put("type", contract.type());
        event.put("source", contract.source()).put("time", Instant.now().toString());
        event.put("datacontenttype", "application/json");
        event.set("data", Json.mapper().readTree(message.body()));
        return withBody(withHeaders(message, headers), Json.write(event));
    }

    @Override
    public void close() {
        AutoCloseable running = instance;
        instance = null;
        if (running != null) {
            try {
                running.close();
            } catch (Exception e) {
                throw new AssertionError("the instance cannot be ended: " + e, e);
            }
        }
    }
}
