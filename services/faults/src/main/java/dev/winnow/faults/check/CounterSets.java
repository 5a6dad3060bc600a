package dev.winnow.faults.check;

import dev.winnow.datastore.DatabaseConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The four sets of the counter, as they are in its two databases and its workers' files. Without
 * state and safe to share.
 *
 * @param writer has the commits and the outbox
 * @param worker has the effects
 */
public record CounterSets(DatabaseConfig writer, DatabaseConfig worker) {
    private static final String COMMITTED =
            "SELECT key, sequence, id FROM commits WHERE starts_with(key, ?) ORDER BY key,"
                    + " sequence";
    private static final String ACKNOWLEDGED =
            "SELECT fact->>'key' AS key, (fact->>'sequence')::integer AS sequence, fact->>'id' AS"
                    + " id FROM (SELECT id, convert_from(body, 'UTF8')::jsonb AS fact FROM"
                    + " datastore.outbox WHERE published_at IS NOT NULL AND starts_with(key, ?)) AS"
                    + " published ORDER BY published.id";
    private static final String EFFECTS =
            "SELECT key, sequence, id FROM effects WHERE starts_with(key, ?) ORDER BY position";
    private static final String COUNT = "SELECT count(*) FROM commits WHERE starts_with(key, ?)";

    /**
     * Everything about the keys that begin with the prefix.
     *
     * @param deliveries the workers' files; of the whole run, also of workers that were killed
     */
    public FourSets collect(List<Path> deliveries, String prefix) throws SQLException {
        List<FactLine> delivered = new ArrayList<>();
        for (Path file : deliveries) {
            FourSets.lines(file).stream()
                    .filter(fact -> fact.key().startsWith(prefix))
                    .forEach(delivered::add);
        }
        // Effects last: a fact that is found committed has then had the most time.
        List<FactLine> committed = facts(writer, COMMITTED, prefix);
        List<FactLine> acknowledged = facts(writer, ACKNOWLEDGED, prefix);
        return new FourSets(committed, acknowledged, delivered, effects(prefix));
    }

    /** The effects in the order in which they were made. */
    public List<FactLine> effects(String prefix) throws SQLException {
        return facts(worker, EFFECTS, prefix);
    }

    /** How many facts are committed. */
    public long commits(String prefix) throws SQLException {
        try (Connection connection = connect(writer);
                PreparedStatement statement = connection.prepareStatement(COUNT)) {
            statement.setString(1, prefix);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** Commits a fact as the writer would, but without an event: the scenario publishes it. */
    public void commit(FactLine fact) throws SQLException {
        try (Connection connection = connect(writer);
                PreparedStatement statement =
                        connection.prepareStatement(
                                "INSERT INTO commits (id, key, sequence) VALUES (?, ?, ?)")) {
            statement.setString(1, fact.id());
            statement.setString(2, fact.key());
            statement.setInt(3, fact.sequence());
            statement.executeUpdate();
        }
    }

    private static List<FactLine> facts(DatabaseConfig database, String query, String prefix)
            throws SQLException {
        List<FactLine> facts = new ArrayList<>();
        try (Connection connection = connect(database);
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, prefix);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    facts.add(new FactLine(rows.getString(1), rows.getInt(2), rows.getString(3)));
                }
            }
        }
        return facts;
    }

    private static Connection connect(DatabaseConfig database) throws SQLException {
        return DriverManager.getConnection(
                database.url(), database.user(), database.password().value());
    }
}
