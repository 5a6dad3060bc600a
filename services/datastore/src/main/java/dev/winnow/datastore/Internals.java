package dev.winnow.datastore;

import java.sql.Connection;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * What only tests set otherwise.
 *
 * @param connections put around each connection that leaves a pool
 * @param longestWait for a group, before a delivery goes on its own
 * @param longestGroup after which no further handler of a group begins; the rest are in the next
 */
record Internals(
        UnaryOperator<Connection> connections, Duration longestWait, Duration longestGroup) {
    static Internals ofDefaults() {
        return new Internals(
                UnaryOperator.identity(), Duration.ofMillis(20), Duration.ofMillis(20));
    }
}
