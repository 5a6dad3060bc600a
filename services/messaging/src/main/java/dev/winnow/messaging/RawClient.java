package dev.winnow.messaging;

import dev.winnow.contracts.WinnowHeaders;
import dev.winnow.messaging.wire.HeaderBlock;
import dev.winnow.messaging.wire.Inbound;
import dev.winnow.messaging.wire.Wire;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Bytes and headers, without contracts: for tools such as the CLI. Safe to share. */
public final class RawClient {
    private final Core core;

    RawClient(Core core) {
        this.core = core;
    }

    /**
     * Sends a request and waits for one reply; an error reply is returned as it is. The headers for
     * deadline and trace are added unless they are given.
     *
     * @throws CallException when no reply came
     * @throws IllegalArgumentException when a header cannot be sent
     */
    public RawReply request(
            String subject, byte[] body, Map<String, String> headers, Duration timeout) {
        Deadline deadline = Deadline.currentOr(timeout);
        Map<String, String> lower = new HashMap<>();
        headers.keySet().forEach(name -> lower.put(name.toLowerCase(Locale.ROOT), name));
        HeaderBlock all = new HeaderBlock();
        if (!lower.containsKey(WinnowHeaders.TRACEPARENT)) {
            Tracing.inject(Context.current(), all);
        }
        if (!lower.containsKey(WinnowHeaders.DEADLINE_MS)) {
            DeadlineHeader.write(all, deadline);
        }
        headers.forEach(all::add);
        return reply(core.mux().request(subject, all, body, deadline));
    }

    /** All replies that come within the time, and at most {@code limit}; empty when none came. */
    public List<RawReply> requestMany(String subject, byte[] body, Duration wait, int limit) {
        try {
            Deadline deadline = Deadline.currentOr(wait);
            return Gathering.of(core, subject, null, body, limit, deadline, wait).stream()
                    .map(RawClient::reply)
                    .toList();
        } catch (NoRespondersException nobody) {
            return List.of();
        }
    }

    /**
     * Fire and forget.
     *
     * @throws RefusedException when it cannot be sent: no connection, or too large
     * @throws IllegalArgumentException when a header cannot be sent
     */
    public void publish(String subject, byte[] body, Map<String, String> headers) {
        HeaderBlock all = new HeaderBlock();
        headers.forEach(all::add);
        byte[] to = Wire.bytes(subject);
        if (core.connection().state() != ConnectionState.CONNECTED) {
            throw new RefusedException(
                    RefusedException.Reason.NOT_CONNECTED,
                    "there is no connection to NATS at the moment");
        }
        try {
            core.connection().publish(to, Wire.NOWHERE, all, body);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    RefusedException.Reason.TOO_LARGE, "cannot be sent: " + e.getMessage());
        } catch (IllegalStateException e) {
            throw new RefusedException(
                    RefusedException.Reason.NOT_CONNECTED, "cannot be sent: " + e.getMessage());
        }
    }

    /** Messages go to the consumer one after the other until the subscription is closed. */
    public Subscription subscribe(String subject, Consumer<RawReply> consumer) {
        Listener listener = new Listener(core.connection(), "raw-" + subject);
        listener.on(subject, message -> consumer.accept(reply(message)));
        core.connection().flush(Duration.ofSeconds(2));
        return new Subscription(listener);
    }

    /**
     * Waits until the server has seen everything sent before.
     *
     * @throws DeadlineExceededException when that took too long
     */
    public void flush(Duration timeout) {
        if (!core.connection().flush(timeout)) {
            throw new DeadlineExceededException("the server did not confirm in time");
        }
    }

    private static RawReply reply(Inbound message) {
        Map<String, String> first = new LinkedHashMap<>();
        message.headers().forEach((name, values) -> first.put(name, values.getFirst()));
        return new RawReply(message.subject(), first, message.body());
    }

    /** A subscription that can be ended. */
    public static final class Subscription implements AutoCloseable {
        private final Listener listener;

        Subscription(Listener listener) {
            this.listener = listener;
        }

        /** Whether messages still come. */
        public boolean isOpen() {
            return listener.isOpen();
        }

        @Override
        public void close() {
            listener.close();
        }
    }
}
