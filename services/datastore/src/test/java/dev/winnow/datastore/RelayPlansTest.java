package dev.winnow.datastore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.localservers.Eventually;
import org.junit.jupiter.api.Test;

/** What the relay costs the database. */
final class RelayPlansTest {
    private static final int EVENTS = 200;

    @Test
    void aPassDoesNotReadWhatWasPublishedBefore() {
        DatabaseConfig database = Probe.database();
        FakeStreams streams = new FakeStreams();
        try (Datastore datastore = Probe.open(database)) {
            datastore.startRelay(streams);
            for (int i = 1; i <= EVENTS; i++) {
                int events = i;
                Probe.count(datastore, "k" + i);
                Eventually.that(Probe.SOON, () -> streams.published() == events);
            }
        }
        // The statistics of a connection are complete once it is closed.
        try (Datastore later = Probe.open(database)) {
            Eventually.that(Probe.SOON, () -> statistic(later, "n_tup_upd") == EVENTS);
            // Counting what waits, once in a second, may read the table; two statements for each
            // of the events would have read many thousands of rows.
            assertThat(statistic(later, "seq_tup_read")).isLessThan(20 * EVENTS);
        }
    }

    private static long statistic(Datastore datastore, String name) {
        return datastore.sql(h ->
                h.createQuery(
                                "SELECT "
                                        + name
                                        + " FROM pg_stat_user_tables"
                                        + " WHERE schemaname = 'datastore' AND relname = 'outbox'")
                        .mapTo(Long.class)
                        .one());
    }
}
