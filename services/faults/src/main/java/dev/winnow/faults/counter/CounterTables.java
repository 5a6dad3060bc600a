package dev.winnow.faults.counter;

import dev.winnow.datastore.Datastore;
import dev.winnow.faults.counter.CounterContracts.Fact;
import java.util.Optional;

/** The SQL of the counter's two databases. */
final class CounterTables {
    private CounterTables() {}

    /** Commits the fact; the id of the one that is there already, if any. */
    static Optional<String> commit(Datastore datastore, Fact fact) {
        String insert =
                "INSERT INTO commits (id, key, sequence) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
        String find = "SELECT id FROM commits WHERE key = ? AND sequence = ?";
        return datastore.sql(h -> {
            int added = h.execute(insert, fact.id(), fact.key(), fact.sequence());
            return added > 0
                    ? Optional.empty()
                    : Optional.of(
                            h.createQuery(find)
                                    .bind(0, fact.key())
                                    .bind(1, fact.sequence())
                                    .mapTo(String.class)
                                    .one());
        });
    }

    static void effect(Datastore datastore, Fact fact, String worker) {
        String insert = "INSERT INTO effects (id, key, sequence, worker) VALUES (?, ?, ?, ?)";
        datastore.<Integer>sql(
                h -> h.execute(insert, fact.id(), fact.key(), fact.sequence(), worker));
    }
}
