package dev.winnow.datastore;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Lets the nth call that goes to the server fail, with the connection gone for good. */
final class FaultyConnections {
    enum Moment {
        /** Nothing reaches the server. */
        BEFORE,
        /** The server does it; its answer is lost. */
        AFTER
    }

    private static final Set<String> TO_THE_SERVER =
            Set.of("commit", "rollback", "execute", "executeQuery", "executeUpdate");

    private final AtomicInteger left = new AtomicInteger(-1);
    private volatile Moment moment = Moment.BEFORE;

    void failAt(int call, Moment when) {
        moment = when;
        left.set(call);
    }

    /** Whether the fault has come. */
    boolean fired() {
        return left.get() == 0;
    }

    Connection wrap(Connection connection) {
        return proxy(Connection.class, connection, connection);
    }

    private <T> T proxy(Class<T> type, T target, Connection connection) {
        InvocationHandler handler =
                (self, method, arguments) -> {
                    boolean fails =
                            TO_THE_SERVER.contains(method.getName())
                                    && left.get() > 0
                                    && left.decrementAndGet() == 0;
                    if (fails && moment == Moment.BEFORE) {
                        throw gone(connection);
                    }
                    Object result = invoke(target, method, arguments);
                    if (fails) {
                        throw gone(connection);
                    }
                    return result instanceof PreparedStatement statement
                            ? proxy(PreparedStatement.class, statement, connection)
                            : result;
                };
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object invoke(
            Object target, java.lang.reflect.Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static SQLException gone(Connection connection) throws SQLException {
        connection.abort(Runnable::run);
        return new SQLException("as told: the connection is gone", "08006");
    }
}
