package dev.winnow.messaging;

import dev.winnow.messaging.wire.HeaderBlock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One publish to a stream, and the wait for its acknowledgement; said again while nobody answers.
 * Safe to share.
 */
final class StreamPublish {
    private static final String MESSAGE_ID = "Nats-Msg-Id";
    private static final String EXPECTED_STREAM = "Nats-Expected-Stream";

    /**
     * JetStream's number for: the same message id was published a moment ago, and is not stored
     * yet.
     */
    private static final int IN_PROCESS = 10_158;

    /**
     * A leader that dies takes what it was sent with it, and nobody says so. The next one is there
     * within seconds, and has it within this time of that.
     */
    private static final Duration ATTEMPT = Duration.ofMillis(750);

    private static final Duration PAUSE = Duration.ofMillis(100);

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
        while (true) {
            long sentAt = System.nanoTime();
            PublishOutcome outcome = once(subject, headers, body, deadline);
            if (outcome != null) {
                return outcome;
            }
            if (deadline.expired()) {
                return new PublishOutcome.Failed("no reply from " + subject + " in time");
            }
            // Said again under the same id, it is stored once.
            long early = PAUSE.toNanos() - (System.nanoTime() - sentAt);
            if (early > 0) {
                LockSupport.parkNanos(early);
            }
        }
    }

    /** Nothing when it has not been answered yet, and may be. */
    private @Nullable PublishOutcome once(
            String subject, HeaderBlock headers, byte[] body, Deadline deadline) {
        try {
            return outcome(mux.request(subject, headers, body, deadline.atMost(ATTEMPT)).body());
        } catch (NoRespondersException nobody) {
            return new PublishOutcome.Failed(
                    "no stream takes " + subject + "; is JetStream there?");
        } catch (DeadlineExceededException silent) {
            return null;
        } catch (CallException none) {
            return new PublishOutcome.Failed(String.valueOf(none.getMessage()));
        }
    }

    /** What somebody sent in spite of ADR-4 would hurt those who read it again. */
    private static String sendable(String value) {
        return HeaderBlock.isValue(value) ? value : value.replaceAll("[^\\x20-\\x7E]", "?");
    }

    private static @Nullable PublishOutcome outcome(byte[] reply) {
        try {
            JsonNode json = Json.mapper().readTree(reply);
            if (json.path("seq").asLong(0) > 0) {
                return new PublishOutcome.Acknowledged(
                        json.path("seq").asLong(), json.path("duplicate").asBoolean(false));
            }
            JsonNode error = json.path("error");
            return error.path("err_code").asInt(0) == IN_PROCESS
                    ? null
                    : new PublishOutcome.Failed(
                            error.path("description").asString("the stream's answer is unclear"));
        } catch (JacksonException broken) {
            return new PublishOutcome.Failed("what answered is no stream");
        }
    }
}
