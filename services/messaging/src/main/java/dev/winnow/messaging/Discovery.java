package dev.winnow.messaging;

import dev.winnow.messaging.DiscoveryReplies.EndpointInfo;
import dev.winnow.messaging.DiscoveryReplies.EndpointStatistics;
import dev.winnow.messaging.DiscoveryReplies.InfoReply;
import dev.winnow.messaging.DiscoveryReplies.Ping;
import dev.winnow.messaging.DiscoveryReplies.Stats;
import dev.winnow.messaging.wire.Inbound;
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
    private @Nullable Listener listener;

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
        Listener made = new Listener(core.connection(), core.info().name() + "-discovery");
        listen(made, "PING", this::ping);
        listen(made, "INFO", this::info);
        listen(made, "STATS", this::stats);
        made.on(policies.subject(), message -> guarded(message, policies::answer));
        listener = made;
    }

    void stop() {
        Listener made = listener;
        if (made != null) {
            made.close();
        }
    }

    private void listen(Listener on, String verb, Supplier<Object> reply) {
        String all = prefix + "." + verb;
        String ours = all + "." + core.info().name();
        for (String subject : List.of(all, ours, ours + "." + id)) {
            on.on(subject, message -> guarded(message, request -> answer(request, reply)));
        }
    }

    private void answer(Inbound message, Supplier<Object> reply) {
        if (message.wantsReply()) {
            core.connection().reply(message, null, Json.write(reply.get()));
        }
    }

    private static void guarded(Inbound message, Consumer<Inbound> answer) {
        try {
            answer.accept(message);
        } catch (IllegalStateException | IllegalArgumentException e) {
            LOG.warn("cannot answer {}: {}", message.subject(), e.getMessage());
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
