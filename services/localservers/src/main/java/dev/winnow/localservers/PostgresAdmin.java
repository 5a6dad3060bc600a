package dev.winnow.localservers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/** What the superuser of a PostgreSQL on loopback does. Safe to share. */
public final class PostgresAdmin {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private final int port;
    private final String superuser;
    private final String password;

    public PostgresAdmin(int port, String superuser, String password) {
        this.port = port;
        this.superuser = superuser;
        this.password = password;
    }

    /** Whether the server takes connections. */
    public boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url(port, "postgres"), superuser, password);
    }

    static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /**
     * As {@link PostgresServer#createDatabase}.
     *
     * @return the database's JDBC address
     */
    public synchronized String createDatabase(String name, String user, String userPassword)
            throws SQLException {
        requireName(name);
        requireName(user);
        try (Connection connection = connect()) {
            // Until told otherwise, everyone may connect everywhere.
            run(connection, "REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC");
            boolean newUser = !exists(connection, "pg_roles", "rolname", user);
            run(
                    connection,
                    statement(
                            connection,
                            (newUser ? "CREATE" : "ALTER")
                                    + " ROLE %1$I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE"
                                    + " NOREPLICATION PASSWORD %2$L",
                            user,
                            userPassword));
            if (!exists(connection, "pg_database", "datname", name)) {
                run(
                        connection,
                        statement(connection, "CREATE DATABASE %1$I OWNER %2$I", name, user));
            }
            run(connection, statement(connection, "REVOKE ALL ON DATABASE %1$I FROM PUBLIC", name));
            return url(port, name);
        }
    }

    private static boolean exists(
            Connection connection, String catalogue, String column, String value)
            throws SQLException {
        String sql = "SELECT 1 FROM " + catalogue + " WHERE " + column + " = ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, value);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Names and passwords cannot be parameters of these statements: the server quotes them. */
    private static String statement(Connection connection, String format, String... values)
            throws SQLException {
        String sql = "SELECT format(?" + ", ?::text".repeat(values.length) + ")";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, format);
            for (int i = 0; i < values.length; i++) {
                query.setString(i + 2, values[i]);
            }
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a database or role name must match " + NAME + ": " + name);
        }
    }
}
