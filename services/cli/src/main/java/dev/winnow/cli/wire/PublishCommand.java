package dev.winnow.cli.wire;

import dev.winnow.cli.console.CommandFailure;
import dev.winnow.cli.console.Context;
import dev.winnow.cli.console.ExitCode;
import dev.winnow.contracts.Contracts;
import dev.winnow.contracts.ErrorBody;
import dev.winnow.contracts.EventContract;
import dev.winnow.messaging.Deadline;
import dev.winnow.messaging.EventMessage;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.PublishOutcome;
import dev.winnow.messaging.Validation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;

/** {@code winnow publish EVENT [BODY]}. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description = {
            "Publishes an event as a CloudEvent, checked against its contract, and waits until its"
                    + " stream has it.",
            "",
            "With --raw it publishes any bytes to any subject, and waits for nothing but the"
                    + " server.",
            ""
        })
public final class PublishCommand implements Callable<Integer> {
    private final Context context;

    @Mixin private NatsOptions nats = new NatsOptions();

    @Parameters(
            index = "0",
            paramLabel = "EVENT",
            description =
                    "The event's type, as in dev.winnow.applications.submitted.v1, or"
                            + " service.event; with --raw a subject.")
    private String event = "";

    @Parameters(
            index = "1",
            paramLabel = "BODY",
            arity = "0..1",
            defaultValue = "{}",
            description = "JSON, @FILE, or - for standard input. Default: ${DEFAULT-VALUE}.")
    private String body = "{}";

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "The event's id; the same id is the same event. Default: a new one.")
    private @Nullable String id;

    @Option(
            names = {"-H", "--header"},
            paramLabel = "NAME=VALUE",
            description = "A header to send; with --raw only.")
    private Map<String, String> headers = Map.of();

    @Option(names = "--raw", description = "Publish as it is, without contract.")
    private boolean raw;

    public PublishCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        byte[] bytes = Body.read(body);
        if (raw) {
            return publishRaw(bytes);
        }
        EventMessage message = message(contract(), bytes);
        try (Messaging messaging = nats.connect(context)) {
            PublishOutcome outcome =
                    messaging
                            .publisher()
                            .publish(List.of(message), Deadline.after(nats.timeout()))
                            .getFirst();
            return tell(message, outcome);
        }
    }

    private int publishRaw(byte[] bytes) throws Exception {
        try (Messaging messaging = nats.connect(context)) {
            messaging.raw().publish(event, bytes, headers);
            messaging.raw().flush(nats.timeout());
            context.terminal().out().println("published to " + event);
            return ExitCode.DONE;
        }
    }

    private EventContract<?> contract() {
        return Contracts.EVENTS.stream()
                .filter(c -> c.type().equals(event) || (c.service() + "." + c.name()).equals(event))
                .findFirst()
                .orElseThrow(() ->
                        new CommandFailure(
                                ExitCode.USAGE,
                                "there is no event "
                                        + event
                                        + "; there are "
                                        + Contracts.EVENTS.stream()
                                                .map(EventContract::type)
                                                .collect(Collectors.joining(", "))));
    }

    private <E> EventMessage message(EventContract<E> contract, byte[] bytes) {
        try {
            E data = Json.read(bytes, contract.data());
            List<ErrorBody.Violation> violations = Validation.check(data);
            if (!violations.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        violations.stream()
                                .map(v -> v.field() + " " + v.message())
                                .collect(Collectors.joining("; ")));
            }
            String eventId = Optional.ofNullable(id).orElseGet(() -> UUID.randomUUID().toString());
            return EventMessage.of(contract, data, eventId, Instant.now());
        } catch (JacksonException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the body is no " + contract.type() + ": " + e.getOriginalMessage());
        }
    }

    private int tell(EventMessage message, PublishOutcome outcome) {
        return switch (outcome) {
            case PublishOutcome.Acknowledged stored -> {
                context.terminal()
                        .out()
                        .println(
                                message.stream()
                                        + " has it as message "
                                        + stored.sequence()
                                        + (stored.duplicate() ? ", from before" : "")
                                        + " (id "
                                        + message.id()
                                        + ", subject "
                                        + message.subject()
                                        + ")");
                yield ExitCode.DONE;
            }
            case PublishOutcome.Failed failed -> {
                context.terminal().err().println("winnow: not published: " + failed.reason());
                yield ExitCode.FAILED;
            }
        };
    }
}
