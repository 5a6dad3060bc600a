package dev.winnow.messaging;

import dev.winnow.messaging.wire.HeaderBlock;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One publish to a stream, and the wait for its acknowledgement. Safe to share. */
final class StreamPublish {
    private static final String MESSAGE_ID = "Nats-Msg-Id";
    private static final String EXPECTED_STREAM = "Nats-Expected-Stream";

    private final RequestMux mux;

    StreamPublish(RequestMux mux) {
        this.mux = mux;
    }

    /** Never throws for a failed publish. */
    PublishOutcome publish(
            String stream,
            String subject,
            String messageId,
            Map<String, List<String>> headers,
            byte[] body,
            Deadline deadline) {
        HeaderBlock block = new HeaderBlock();
        headers.forEach((name, values) -> {
            if (HeaderBlock.isName(name)) {
                values.forEach(value -> block.add(name, sendable(value)));
            }
        });
        return publish(stream, subject, messageId, block, body, deadline);
    }

    /** Never throws for a failed publish. */
    PublishOutcome publish(
            String stream,
            String subject,
            String messageId,
            HeaderBlock headers,
            byte[] body,
            Deadline deadline) {
        headers.add(MESSAGE_ID, messageId);
        headers.add(EXPECTED_STREAM, stream);
        try {
            return outcome(mux.request(subject, headers, body, deadline).body());
        } catch (NoRespondersException nobody) {
            return new PublishOutcome.Failed(
                    "no stream takes " + subject + "; is JetStream there?");
        } catch (CallException none) {
            return new PublishOutcome.Failed(String.valueOf(none.getMessage()));
        }
    }

    /** What somebody sent in spite of ADR-4 would hurt those who read it again. */
    private static String sendable(String value) {
        return HeaderBlock.isValue(value) ? value : value.replaceAll("[^\\x20-\\x7E]", "?");
    }

    private static PublishOutcome outcome(byte[] reply) {
        try {
            JsonNode json = Json.mapper().readTree(reply);
            if (json.path("seq").asLong(0) > 0) {
                return new PublishOutcome.Acknowledged(
                        json.path("seq").asLong(), json.path("duplicate").asBoolean(false));
            }
            return new PublishOutcome.Failed(
                    json.path("error")
                            .path("description")
                            .asString("the stream's answer is unclear"));
        } catch (JacksonException broken) {
            return new PublishOutcome.Failed("what answered is no stream");
        }
    }
}
