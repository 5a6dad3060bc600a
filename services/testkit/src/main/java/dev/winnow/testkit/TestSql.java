package dev.winnow.testkit;

import dev.winnow.datastore.Datastore;
import java.util.List;

/** Statements for the tests of modules that have no SQL of their own. */
public final class TestSql {
    private TestSql() {}

    /** In the current transaction, or one of its own; returns how many rows it changed. */
    public static int execute(Datastore datastore, String statement, Object... arguments) {
        return datastore.<Integer>sql(h -> h.execute(statement, arguments));
    }

    /** The first column of each row. */
    public static List<String> texts(Datastore datastore, String query) {
        return datastore.sql(h -> h.createQuery(query).mapTo(String.class).list());
    }
}
