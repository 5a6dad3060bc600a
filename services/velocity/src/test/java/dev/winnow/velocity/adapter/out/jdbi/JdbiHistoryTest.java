package dev.winnow.velocity.adapter.out.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.datastore.Datastore;
import dev.winnow.messaging.ops.Telemetry;
import dev.winnow.testkit.TestDatabase;
import dev.winnow.velocity.application.History;
import dev.winnow.velocity.application.SealedProfile;
import dev.winnow.velocity.domain.Answer;
import dev.winnow.velocity.domain.Sighting;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class JdbiHistoryTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Datastore datastore =
            Datastore.open("velocity", TestDatabase.fresh().config(), Telemetry.none());
    private final JdbiHistory history = new JdbiHistory(datastore);

    @AfterEach
    void close() {
        datastore.close();
    }

    @Test
    void theOldestAreForgottenAndNoMoreThanABatch() {
        UUID key = UUID.randomUUID();
        for (int i = 0; i < 5; i++) {
            add(i, key);
        }
        assertThat(history.forget(NOW.plusSeconds(3), 2)).isEqualTo(2);
        assertThat(history.sightings(Set.of(key), NOW.minusSeconds(1), NOW.plusSeconds(9), 10))
                .extractingByKey(key)
                .extracting(seen -> seen.stream().map(Sighting::at).toList())
                .isEqualTo(List.of(NOW.plusSeconds(4), NOW.plusSeconds(3), NOW.plusSeconds(2)));
        assertThat(history.forget(NOW.plusSeconds(3), 2)).isEqualTo(1);
        assertThat(history.forget(NOW.plusSeconds(3), 2)).isZero();
        assertThat(history.filed(Set.of(key), NOW, NOW.plusSeconds(9), 10).get(key)).hasSize(2);
    }

    /** With a long history a batch that reads whole tables takes longer than a statement may. */
    @Test
    void whatIsForgottenIsFoundByIndex() {
        for (int i = 0; i < 5; i++) {
            add(i, UUID.randomUUID());
        }
        long read =
                datastore.transact(() -> {
                    assertThat(history.forget(NOW.plusSeconds(3), 2)).isEqualTo(2);
                    return datastore.<Long>sql(handle ->
                            handle.createQuery(
                                            "SELECT sum(seq_tup_read) FROM pg_stat_xact_user_tables"
                                                + " WHERE relname IN ('application', 'sighting',"
                                                + " 'heading')")
                                    .mapTo(Long.class)
                                    .one());
                });
        assertThat(read).isZero();
    }

    private void add(int second, UUID key) {
        history.add(
                new History.Entry(
                        "a-" + second,
                        UUID.randomUUID(),
                        new Sighting(NOW.plusSeconds(second), UUID.randomUUID(), null, null),
                        List.of(key),
                        List.of(key),
                        new SealedProfile(new byte[] {1}),
                        new Answer(List.of(), List.of(), Set.of(), List.of(), "test")));
    }
}
