package dev.winnow.messaging;

import dev.winnow.contracts.WinnowHeaders;
import dev.winnow.messaging.wire.HeaderBlock;
import dev.winnow.messaging.wire.Inbound;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
        Headers all = new Headers();
        headers.forEach(all::put);
        if (core.connection().state() != ConnectionState.CONNECTED) {
            // The library would keep it for later, and nobody would know whether it ever left.
            throw new RefusedException(
                    RefusedException.Reason.NOT_CONNECTED,
                    "there is no connection to NATS at the moment");
        }
        try {
            core.connection().publish(subject, null, all.isEmpty() ? null : all, body);
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
        Subscription subscription = open(subject, message -> consumer.accept(reply(message)));
        core.connection().flush(Duration.ofSeconds(2));
        return subscription;
    }

    private Subscription open(String subject, Consumer<Message> consumer) {
        Dispatcher dispatcher = core.connection().jnats().createDispatcher(consumer::accept);
        dispatcher.subscribe(subject);
        return new Subscription(core.connection(), dispatcher);
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

    private static RawReply reply(Message message) {
        return new RawReply(message.getSubject(), headers(message.getHeaders()), message.getData());
    }

    private static RawReply reply(Inbound message) {
        Map<String, String> first = new LinkedHashMap<>();
        message.headers().forEach((name, values) -> first.put(name, values.getFirst()));
        return new RawReply(message.subject(), first, message.body());
    }

    private static Map<String, String> headers(@Nullable Headers headers) {
        if (headers == null) {
            return Map.of();
        }
        Map<String, String> first = new LinkedHashMap<>();
        headers.forEach((name, values) -> first.put(name, values.getFirst()));
        return first;
    }

    /** A subscription that can be ended. */
    public static final class Subscription implements AutoCloseable {
        private final NatsConnection connection;
        private final Dispatcher dispatcher;

        Subscription(NatsConnection connection, Dispatcher dispatcher) {
            this.connection = connection;
            this.dispatcher = dispatcher;
        }

        /** Whether messages still come. */
        public boolean isOpen() {
            return dispatcher.isActive();
        }

        @Override
        public void close() {
            if (dispatcher.isActive() && connection.state() != ConnectionState.CLOSED) {
                connection.jnats().closeDispatcher(dispatcher);
            }
        }
    }
}
