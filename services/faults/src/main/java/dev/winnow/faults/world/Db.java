package dev.winnow.faults.world;

import dev.winnow.datastore.DatabaseConfig;
import dev.winnow.messaging.config.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks into a service's database from outside. Each call has a connection of its own, since the
 * server may have been restarted meanwhile. Safe for use by several threads.
 */
public record Db(String url, String user, String password) {
    private static final int TIMEOUT_SECONDS = 20;

    /** The first column of the first row. */
    public long number(String sql, Object... arguments) throws SQLException {
        return Long.parseLong(rows(sql, arguments).getFirst().getFirst());
    }

    /** All columns as text; null is an empty one. */
    public List<List<String>> rows(String sql, Object... arguments) throws SQLException {
        try (Connection connection = open();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet found = asked(statement, arguments)) {
            int columns = found.getMetaData().getColumnCount();
            List<List<String>> rows = new ArrayList<>();
            while (found.next()) {
                List<String> row = new ArrayList<>(columns);
                for (int column = 1; column <= columns; column++) {
                    @Nullable String text = found.getString(column);
                    row.add(text == null ? "" : text);
                }
                rows.add(row);
            }
            return rows;
        }
    }

    public void execute(String sql, Object... arguments) throws SQLException {
        try (Connection connection = open();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, arguments);
            statement.execute();
        }
    }

    /** As a service would be told of it. */
    DatabaseConfig config() {
        return DatabaseConfig.ofDefaults(url, user, new Secret(password));
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /**
     * For whoever wants to hold it.
     *
     * @param name that the server shows for it
     */
    public Connection open(String name) throws SQLException {
        return DriverManager.getConnection(url + "?ApplicationName=" + name, user, password);
    }

    private static ResultSet asked(PreparedStatement statement, Object... arguments)
            throws SQLException {
        bind(statement, arguments);
        return statement.executeQuery();
    }

    private static void bind(PreparedStatement statement, Object... arguments) throws SQLException {
        statement.setQueryTimeout(TIMEOUT_SECONDS);
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
    }
}
