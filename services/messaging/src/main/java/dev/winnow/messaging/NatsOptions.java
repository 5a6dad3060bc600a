package dev.winnow.messaging;

import dev.winnow.messaging.config.Secret;
import dev.winnow.messaging.wire.Wire;
import dev.winnow.messaging.wire.WirePort;
import io.nats.client.ConnectionListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.ServerPool;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;

/** How the library is set up. */
final class NatsOptions {
    /** Bytes of outgoing messages kept while there is no connection; past it publishing fails. */
    private static final long RECONNECT_BUFFER_BYTES = 8L << 20;

    /** How long a publisher waits for room in the outgoing queue before it fails. */
    private static final Duration PUSH_TIMEOUT = Duration.ofMillis(500);

    private NatsOptions() {}

    static Options.Builder of(NatsConfig config, String connectionName, Wire wire) {
        Options.Builder options =
                new Options.Builder()
                        .servers(config.urls().toArray(String[]::new))
                        .connectionName(connectionName)
                        .connectionTimeout(config.connectTimeout())
                        .maxReconnects(-1)
                        .reconnectWait(config.reconnectWait())
                        .reconnectJitter(config.reconnectWait())
                        .reconnectJitterTls(config.reconnectWait())
                        .reconnectBufferSize(RECONNECT_BUFFER_BYTES)
                        .pingInterval(config.pingInterval())
                        .maxPingsOut(2)
                        .inboxPrefix(inboxPrefix(config, connectionName))
                        .maxMessagesInOutgoingQueue(config.maxPendingMessages())
                        .writeQueuePushTimeout(PUSH_TIMEOUT)
                        // Otherwise each request is a write call of its own: 14 k/s against 100
                        // k/s.
                        .dontForceFlushOnRequest()
                        .dataPortType(WirePort.class.getName())
                        .errorListener(new ConnectionEvents(wire));
        config.credentials()
                .ifPresent(file -> options.authHandler(Nats.credentials(file.toString())));
        config.user()
                .ifPresent(user ->
                        options.userInfo(user, config.password().map(Secret::value).orElse("")));
        return options;
    }

    /** A prefix of its own, so that nobody else's login may listen to its replies. */
    private static String inboxPrefix(NatsConfig config, String connectionName) {
        return config.inboxPrefix().orElse(NatsPermissions.inboxPrefix(connectionName));
    }

    static Options build(
            Options.Builder options,
            GuardedExecutor tasks,
            GuardedExecutor reader,
            GuardedExecutor writer,
            ConnectionListener listener,
            ServerPool servers) {
        return options.executor(tasks)
                .readerExecutor(reader)
                .writerExecutor(writer)
                .connectionListener(listener)
                .serverPool(servers)
                .build();
    }

    /** The servers without user names and passwords, for people to read. */
    static String printable(List<String> urls) {
        return String.join(", ", urls.stream().map(NatsOptions::withoutUser).toList());
    }

    private static String withoutUser(String url) {
        try {
            URI uri = new URI(url);
            if (uri.getUserInfo() == null) {
                return url;
            }
            return new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), null, null, null)
                    .toString();
        } catch (URISyntaxException e) {
            // What cannot be read may hold a password anywhere.
            return "(an address that is not a URL)";
        }
    }
}
