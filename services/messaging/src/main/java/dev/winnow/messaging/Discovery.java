package dev.winnow.messaging;

import dev.winnow.messaging.DiscoveryReplies.EndpointInfo;
import dev.winnow.messaging.DiscoveryReplies.EndpointStatistics;
import dev.winnow.messaging.DiscoveryReplies.InfoReply;
import dev.winnow.messaging.DiscoveryReplies.Ping;
import dev.winnow.messaging.DiscoveryReplies.Stats;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.NUID;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers PING, INFO and STATS as NATS ADR-32 has them. Safe to share. */
final class Discovery {
    private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

    private final Core core;
    private final String prefix;
    private final List<Endpoint<?, ?>> endpoints;
    private final String id = NUID.nextGlobal();
    private final PolicyEndpoint policies;
    private final Instant started = Instant.now();
    private @Nullable Dispatcher dispatcher;

    Discovery(Core core, String prefix, List<Endpoint<?, ?>> endpoints) {
        this.core = core;
        this.prefix = prefix;
        this.endpoints = endpoints;
        this.policies = new PolicyEndpoint(core, id);
    }

    /** Answers from now on, unless there is nothing to be found by. */
    void start() {
        if (!policies.isService()) {
            return;
        }
        Dispatcher made = core.connection().jnats().createDispatcher();
        listen(made, "PING", this::ping);
        listen(made, "INFO", this::info);
        listen(made, "STATS", this::stats);
        made.subscribe(policies.subject(), message -> guarded(message, policies::answer));
        dispatcher = made;
    }

    void stop() {
        Dispatcher made = dispatcher;
        if (made != null && core.connection().state() == ConnectionState.CONNECTED) {
            core.connection().jnats().closeDispatcher(made);
        }
    }

    private void listen(Dispatcher on, String verb, Supplier<Object> reply) {
        String all = prefix + "." + verb;
        String ours = all + "." + core.info().name();
        for (String subject : List.of(all, ours, ours + "." + id)) {
            on.subscribe(subject, message -> guarded(message, request -> answer(request, reply)));
        }
    }

    private void answer(Message message, Supplier<Object> reply) {
        String replyTo = message.getReplyTo();
        if (replyTo != null) {
            core.connection().publish(replyTo, null, null, Json.write(reply.get()));
        }
    }

    private static void guarded(Message message, Consumer<Message> answer) {
        try {
            answer.accept(message);
        } catch (IllegalStateException | IllegalArgumentException e) {
            LOG.warn("cannot answer {}: {}", message.getSubject(), e.getMessage());
        }
    }

    private Object ping() {
        ServiceInfo info = core.info();
        return new Ping(DiscoveryReplies.PING, info.name(), id, info.version(), info.metadata());
    }

    private Object info() {
        ServiceInfo info = core.info();
        return new InfoReply(
                DiscoveryReplies.INFO,
                info.name(),
                id,
                info.version(),
                info.metadata(),
                info.description(),
                Stream.concat(
                                endpoints.stream().map(e -> EndpointInfo.of(e.contract())),
                                Stream.of(policies.info()))
                        .toList());
    }

    private Object stats() {
        ServiceInfo info = core.info();
        return new Stats(
                DiscoveryReplies.STATS,
                info.name(),
                id,
                info.version(),
                info.metadata(),
                started.toString(),
                Stream.concat(
                                endpoints.stream().map(EndpointStatistics::of),
                                Stream.of(policies.statistics()))
                        .toList());
    }
}
