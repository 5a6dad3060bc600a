package dev.winnow.messaging;

import dev.winnow.contracts.EventContract;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** Which handler takes which CloudEvents type. Filled by the builder, then only read. */
final class Handlers {
    /** A decoded event, ready for its handler. */
    record Ready<E>(Handler<E> handler, CloudEventReader.Received received, E data) {
        Outcome handle(Delivery delivery, String stream) throws Exception {
            Instant time = received.time();
            return handler.function()
                    .handle(
                            new Event<>(
                                    received.id(),
                                    received.type(),
                                    received.source(),
                                    received.key(),
                                    time != null
                                            ? time
                                            : Instant.ofEpochMilli(
                                                    delivery.meta().storedAtMillis()),
                                    data,
                                    stream,
                                    delivery.sequence(),
                                    delivery.attempts(),
                                    CloudEventReader.replay(delivery.message())));
        }
    }

    /** What becomes of data on its way to a handler. */
    @FunctionalInterface
    private interface Decoding<E> {
        E data(byte[] body) throws PoisonException;
    }

    record Handler<E>(EventHandler<E> function, Tracing.Kind span, Decoding<E> decoding) {
        Ready<E> ready(CloudEventReader.Received received) throws PoisonException {
            return new Ready<>(this, received, decoding.data(received.data()));
        }
    }

    /** JSON of the contract that keeps its rules. */
    private record JsonData<E>(EventContract<E> contract) implements Decoding<E> {
        @Override
        public E data(byte[] json) throws PoisonException {
            E data;
            try {
                data = Json.read(json, contract.data());
            } catch (JacksonException broken) {
                throw new PoisonException(
                        "the data does not fit " + contract.type() + where(broken), broken);
            }
            if (data == null) {
                throw new PoisonException("the data of " + contract.type() + " is null");
            }
            List<String> violations =
                    Validation.check(data).stream()
                            .map(v -> v.field() + " " + v.message())
                            .toList();
            if (!violations.isEmpty()) {
                throw new PoisonException(
                        "the data breaks rules of "
                                + contract.type()
                                + ": "
                                + String.join(", ", violations));
            }
            return data;
        }

        /** Where it is wrong, without what stands there. */
        private static String where(JacksonException broken) {
            if (broken instanceof DatabindException databind && !databind.getPath().isEmpty()) {
                return " at "
                        + databind.getPath().stream()
                                .map(part ->
                                        part.getPropertyName() == null
                                                ? "[" + part.getIndex() + "]"
                                                : part.getPropertyName())
                                .collect(Collectors.joining("."));
            }
            return broken.getLocation() == null
                    ? ""
                    : " at line "
                            + broken.getLocation().getLineNr()
                            + ", column "
                            + broken.getLocation().getColumnNr();
        }
    }

    private final Map<String, Handler<?>> byType = new LinkedHashMap<>();
    private @Nullable Handler<?> others;

    <E> void add(EventContract<E> contract, EventHandler<E> function) {
        Validation.prepare(contract.data());
        Handler<E> handler =
                new Handler<>(function, span(contract.subjectPattern()), new JsonData<>(contract));
        if (byType.putIfAbsent(contract.type(), handler) != null) {
            throw new IllegalArgumentException(contract.type() + " has a handler already");
        }
    }

    void others(String stream, EventHandler<byte[]> function) {
        if (others != null) {
            throw new IllegalArgumentException("there is a handler for others already");
        }
        others = new Handler<>(function, span(stream), body -> body);
    }

    private static Tracing.Kind span(String destination) {
        return Tracing.Kind.of("process", "process", destination, SpanKind.CONSUMER);
    }

    boolean isEmpty() {
        return byType.isEmpty() && others == null;
    }

    Ready<?> decode(Delivery delivery) throws PoisonException {
        CloudEventReader.Received received = CloudEventReader.read(delivery.message());
        Handler<?> own = byType.get(received.type());
        Handler<?> handler = own == null ? others : own;
        if (handler == null) {
            throw new PoisonException("nothing here handles events of type " + received.type());
        }
        return handler.ready(received);
    }
}
