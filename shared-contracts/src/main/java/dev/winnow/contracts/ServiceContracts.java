package dev.winnow.contracts;

import java.util.List;

/**
 * Everything that one service does on NATS; its permissions are made from it. Immutable.
 *
 * @param service its name, by which it also logs in
 * @param answers the requests it has endpoints for
 * @param publishes the facts it makes
 * @param calls the requests it sends to others
 * @param consumes the durable consumers it pulls from
 * @param hears the events it takes as signals, as they are published
 */
public record ServiceContracts(
        String service,
        List<RequestContract<?, ?>> answers,
        List<EventContract<?>> publishes,
        List<RequestContract<?, ?>> calls,
        List<Durable> consumes,
        List<EventContract<?>> hears) {

    /** A durable consumer of a stream. */
    public record Durable(String stream, String name) {
        public Durable {
            Names.requireName("stream", stream);
            Names.requireName("consumer", name);
        }
    }

    public ServiceContracts {
        Names.requireName("service", service);
        answers = List.copyOf(answers);
        publishes = List.copyOf(publishes);
        calls = List.copyOf(calls);
        consumes = List.copyOf(consumes);
        hears = List.copyOf(hears);
    }

    /** The streams that keep what it publishes. */
    public List<String> streams() {
        return publishes.stream().map(EventContract::stream).distinct().toList();
    }
}
