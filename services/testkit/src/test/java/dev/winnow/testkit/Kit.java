package dev.winnow.testkit;

import dev.winnow.contracts.EventContract;
import dev.winnow.contracts.RequestContract;
import dev.winnow.messaging.Deadline;
import dev.winnow.messaging.EventMessage;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.PublishOutcome;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Telemetry;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Contracts that only the kit's own tests have; stream and consumer are in resources/kit. */
final class Kit {
    static final String STREAM = "KIT";
    static final String DURABLE = "kit-worker";

    record Ask(@NotBlank String text, @Positive int times) {}

    record Answer(String text) {}

    record Thing(@NotBlank String key, @Positive int number) {}

    static final RequestContract<Ask, Answer> REPEAT =
            new RequestContract<>(
                    "kit",
                    "repeat",
                    1,
                    "Repeats a text.",
                    Ask.class,
                    Answer.class,
                    List.of(),
                    Duration.ofSeconds(3),
                    true);

    static final EventContract<Thing> HAPPENED =
            new EventContract<>(
                    "kit", "happened", 1, STREAM, "A thing happened.", Thing.class, Thing::key);

    private Kit() {}

    static Messaging connect(NatsConfig config, String name) {
        return Messaging.connect(
                config, ServiceInfo.of(name, "1.0.0", "Under test."), Telemetry.none());
    }

    /** Whether the stream has it. Each has an id of its own number, also when it is sent again. */
    static boolean published(Messaging messaging, int number) {
        EventMessage event =
                EventMessage.of(
                        HAPPENED, new Thing("k" + number % 4, number), "e" + number, Instant.now());
        return messaging
                        .publisher()
                        .publish(List.of(event), Deadline.after(Duration.ofSeconds(2)))
                        .getFirst()
                instanceof PublishOutcome.Acknowledged;
    }
}
