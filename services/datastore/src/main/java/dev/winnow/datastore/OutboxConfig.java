package dev.winnow.datastore;

import dev.winnow.messaging.config.Default;

/**
 * How much the outbox takes; the configuration section {@code database.outbox}.
 *
 * @param limit of events that wait to be published; default 100,000. Beyond it {@link Outbox#add}
 *     refuses. It is counted once a second, so that what comes within that second is let in
 */
public record OutboxConfig(@Default("100000") int limit) {
    public OutboxConfig {
        if (limit < 1 || limit > 10_000_000) {
            throw new IllegalArgumentException("limit must be from 1 to 10000000");
        }
    }

    public static OutboxConfig ofDefaults() {
        return new OutboxConfig(100_000);
    }
}
