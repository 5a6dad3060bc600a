package dev.winnow.datastore;

import dev.winnow.messaging.config.Default;

/**
 * How {@link Datastore#once} shares transactions; the configuration section {@code database.inbox}.
 *
 * @param groups transactions that may be at work at a time; default 2, and each takes a connection
 *     of the pool and a platform thread
 * @param groupSize the most events that one of them handles; default 64. With 1 each event has a
 *     transaction of its own
 */
public record InboxConfig(@Default("2") int groups, @Default("64") int groupSize) {
    public InboxConfig {
        if (groups < 1 || groups > 100) {
            throw new IllegalArgumentException("groups must be from 1 to 100");
        }
        if (groupSize < 1 || groupSize > 1000) {
            throw new IllegalArgumentException("group-size must be from 1 to 1000");
        }
    }

    public static InboxConfig ofDefaults() {
        return new InboxConfig(2, 64);
    }
}
