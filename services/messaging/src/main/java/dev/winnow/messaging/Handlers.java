package dev.winnow.messaging;

import dev.winnow.contracts.EventContract;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    record Handler<E>(EventContract<E> contract, EventHandler<E> function, Tracing.Kind span) {
        Ready<E> ready(CloudEventReader.Received received) throws PoisonException {
            return new Ready<>(this, received, data(received.data()));
        }

        private E data(byte[] json) throws PoisonException {
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

    <E> void add(EventContract<E> contract, EventHandler<E> function) {
        Validation.prepare(contract.data());
        Handler<E> handler =
                new Handler<>(
                        contract,
                        function,
                        Tracing.Kind.of(
                                "process",
                                "process",
                                contract.subjectPattern(),
                                SpanKind.CONSUMER));
        if (byType.putIfAbsent(contract.type(), handler) != null) {
            throw new IllegalArgumentException(contract.type() + " has a handler already");
        }
    }

    boolean isEmpty() {
        return byType.isEmpty();
    }

    Ready<?> decode(Delivery delivery) throws PoisonException {
        CloudEventReader.Received received = CloudEventReader.read(delivery.message());
        Handler<?> handler = byType.get(received.type());
        if (handler == null) {
            throw new PoisonException("nothing here handles events of type " + received.type());
        }
        return handler.ready(received);
    }
}
