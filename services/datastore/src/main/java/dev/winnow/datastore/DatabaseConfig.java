package dev.winnow.datastore;

import dev.winnow.messaging.config.Default;
import dev.winnow.messaging.config.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * One service's database; the configuration section {@code database}.
 *
 * @param url {@code jdbc:postgresql://host:port/database}
 * @param user the service's own role
 * @param password of that role
 * @param maximumPoolSize connections for the service's work; default 10. Two more serve the outbox
 *     relay, retention and the health check, and as many again read from the replica, if any
 * @param connectionTimeout the longest wait for a connection; at least 250 ms, default 2 s. A
 *     deadline that comes sooner ends the wait sooner
 * @param statementTimeout the most that one statement may take; default 5 s. A deadline that comes
 *     sooner ends it sooner
 * @param idleInTransactionTimeout after which the server ends a transaction that sends nothing;
 *     default 30 s
 * @param eventRetention how long published events stay in the outbox and handled ones in the inbox;
 *     default 7 days. An event delivered again after that would be handled twice
 * @param replicaUrl a read-only copy for {@link Datastore#query}; default none
 * @param inbox how handlers of events share transactions
 * @param timers how timers are fired
 * @param outbox how many events it takes
 */
public record DatabaseConfig(
        String url,
        String user,
        Secret password,
        @Default("10") int maximumPoolSize,
        @Default("2s") Duration connectionTimeout,
        @Default("5s") Duration statementTimeout,
        @Default("30s") Duration idleInTransactionTimeout,
        @Default("7d") Duration eventRetention,
        Optional<String> replicaUrl,
        InboxConfig inbox,
        TimerConfig timers,
        OutboxConfig outbox) {

    private static final Duration SHORTEST_CONNECTION_TIMEOUT = Duration.ofMillis(250);

    public DatabaseConfig {
        require(url.startsWith("jdbc:postgresql:"), "url must start with jdbc:postgresql:");
        require(
                replicaUrl.isEmpty() || replicaUrl.get().startsWith("jdbc:postgresql:"),
                "replica-url must start with jdbc:postgresql:");
        require(!user.isBlank(), "user must not be blank");
        require(
                maximumPoolSize >= 1 && maximumPoolSize <= 1000,
                "maximum-pool-size must be from 1 to 1000");
        require(
                connectionTimeout.compareTo(SHORTEST_CONNECTION_TIMEOUT) >= 0,
                "connection-timeout must be at least 250ms");
        require(statementTimeout.toMillis() >= 1, "statement-timeout must be at least 1ms");
        require(
                idleInTransactionTimeout.toMillis() >= 1,
                "idle-in-transaction-timeout must be at least 1ms");
        require(eventRetention.isPositive(), "event-retention must be more than nothing");
    }

    /** All defaults, no replica. */
    public static DatabaseConfig ofDefaults(String url, String user, Secret password) {
        return new DatabaseConfig(
                url,
                user,
                password,
                10,
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofDays(7),
                Optional.empty(),
                InboxConfig.ofDefaults(),
                TimerConfig.ofDefaults(),
                OutboxConfig.ofDefaults());
    }

    public DatabaseConfig withMaximumPoolSize(int value) {
        return new DatabaseConfig(
                url,
                user,
                password,
                value,
                connectionTimeout,
                statementTimeout,
                idleInTransactionTimeout,
                eventRetention,
                replicaUrl,
                inbox,
                timers,
                outbox);
    }

    public DatabaseConfig withConnectionTimeout(Duration value) {
        return new DatabaseConfig(
                url,
                user,
                password,
                maximumPoolSize,
                value,
                statementTimeout,
                idleInTransactionTimeout,
                eventRetention,
                replicaUrl,
                inbox,
                timers,
                outbox);
    }

    public DatabaseConfig withStatementTimeout(Duration value) {
        return new DatabaseConfig(
                url,
                user,
                password,
                maximumPoolSize,
                connectionTimeout,
                value,
                idleInTransactionTimeout,
                eventRetention,
                replicaUrl,
                inbox,
                timers,
                outbox);
    }

    public DatabaseConfig withEventRetention(Duration value) {
        return new DatabaseConfig(
                url,
                user,
                password,
                maximumPoolSize,
                connectionTimeout,
                statementTimeout,
                idleInTransactionTimeout,
                value,
                replicaUrl,
                inbox,
                timers,
                outbox);
    }

    public DatabaseConfig withReplicaUrl(String value) {
        return new DatabaseConfig(
                url,
                user,
                password,
                maximumPoolSize,
                connectionTimeout,
                statementTimeout,
                idleInTransactionTimeout,
                eventRetention,
                Optional.of(value),
                inbox,
                timers,
                outbox);
    }

    public DatabaseConfig withInbox(InboxConfig value) {
        return new DatabaseConfig(
                url,
                user,
                password,
                maximumPoolSize,
                connectionTimeout,
                statementTimeout,
                idleInTransactionTimeout,
                eventRetention,
                replicaUrl,
                value,
                timers,
                outbox);
    }

    public DatabaseConfig withOutbox(OutboxConfig value) {
        return new DatabaseConfig(
                url,
                user,
                password,
                maximumPoolSize,
                connectionTimeout,
                statementTimeout,
                idleInTransactionTimeout,
                eventRetention,
                replicaUrl,
                inbox,
                timers,
                value);
    }

    public DatabaseConfig withTimers(TimerConfig value) {
        return new DatabaseConfig(
                url,
                user,
                password,
                maximumPoolSize,
                connectionTimeout,
                statementTimeout,
                idleInTransactionTimeout,
                eventRetention,
                replicaUrl,
                inbox,
                value,
                outbox);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
