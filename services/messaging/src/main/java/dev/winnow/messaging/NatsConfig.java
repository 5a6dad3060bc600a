package dev.winnow.messaging;

import dev.winnow.messaging.config.Default;
import dev.winnow.messaging.config.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How to reach NATS; the section {@code nats} of a service's configuration.
 *
 * @param urls of the servers, tried in any order; default {@code nats://127.0.0.1:4222}
 * @param user to log in as, with {@code password}
 * @param password of the user
 * @param credentials file with a user JWT and its seed, instead of user and password
 * @param connectTimeout for one attempt to one server; default 2 s
 * @param reconnectWait between two rounds over the servers, with jitter added; default 250 ms
 * @param pingInterval how often a silent connection is tested; two missed answers end it; default
 *     10 s
 * @param maxPendingMessages how many outgoing messages may wait for the socket before publishing
 *     fails; default 65536
 * @param inboxPrefix of the subjects that replies come to; default {@code _INBOX.} and the name of
 *     the service, since nobody but the service may subscribe there where it logs in as itself
 * @param discoveryPrefix of the ADR-32 subjects; default {@code $SRV}
 */
public record NatsConfig(
        @Default("nats://127.0.0.1:4222") List<String> urls,
        Optional<String> user,
        Optional<Secret> password,
        Optional<Path> credentials,
        @Default("2s") Duration connectTimeout,
        @Default("250ms") Duration reconnectWait,
        @Default("10s") Duration pingInterval,
        @Default("65536") int maxPendingMessages,
        Optional<String> inboxPrefix,
        @Default("$SRV") String discoveryPrefix) {

    public NatsConfig {
        urls = List.copyOf(urls);
    }

    /** The defaults, for the servers named. */
    public static NatsConfig of(String... urls) {
        return new NatsConfig(
                List.of(urls),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(2),
                Duration.ofMillis(250),
                Duration.ofSeconds(10),
                65_536,
                Optional.empty(),
                "$SRV");
    }

    public NatsConfig withLogin(String name, Secret secret) {
        return new NatsConfig(
                urls,
                Optional.of(name),
                Optional.of(secret),
                Optional.empty(),
                connectTimeout,
                reconnectWait,
                pingInterval,
                maxPendingMessages,
                inboxPrefix,
                discoveryPrefix);
    }
}
