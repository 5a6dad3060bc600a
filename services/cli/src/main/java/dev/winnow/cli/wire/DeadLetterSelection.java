package dev.winnow.cli.wire;

import dev.winnow.contracts.Contracts;
import dev.winnow.messaging.DeadLetterFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dead letters a command is about. */
final class DeadLetterSelection {
    @Option(
            names = "--consumer",
            paramLabel = "NAME",
            description = "Of this consumer: its name, or STREAM/name.")
    private @Nullable String consumer;

    @Option(
            names = "--type",
            paramLabel = "EVENT",
            description = "Of this event: its CloudEvents type, or service.event.")
    private @Nullable String type;

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            converter = AgeConverter.class,
            description = "Which came longer ago than this: 30s, 5m, 2h, 7d.")
    private @Nullable Duration olderThan;

    @Option(
            names = "--younger-than",
            paramLabel = "AGE",
            converter = AgeConverter.class,
            description = "Which came more recently than this.")
    private @Nullable Duration youngerThan;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = {
                "Of this kind (poison, handler, exhausted), or with this text in the reason or the"
                        + " exception."
            })
    private @Nullable String reason;

    DeadLetterFilter filter(Instant now) {
        return new DeadLetterFilter(
                Optional.ofNullable(consumer),
                Optional.ofNullable(type).map(DeadLetterSelection::fullType),
                Optional.ofNullable(youngerThan).map(now::minus),
                Optional.ofNullable(olderThan).map(now::minus),
                Optional.ofNullable(reason));
    }

    boolean isGiven() {
        return !filter(Instant.EPOCH).equals(DeadLetterFilter.all());
    }

    /** Dead letters may be of types that nobody knows, so any other word is taken as it is. */
    private static String fullType(String given) {
        return Contracts.EVENTS.stream()
                .filter(c -> (c.service() + "." + c.name()).equals(given))
                .map(c -> c.type())
                .findFirst()
                .orElse(given);
    }
}
