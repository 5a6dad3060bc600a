package dev.winnow.localservers;

import java.util.List;

/** The settings a local PostgreSQL is started with; they win over its files. */
public final class PostgresSettings {
    private PostgresSettings() {}

    /** Each as {@code name=value}, the order being without meaning. */
    public static List<String> all(int port, boolean fsync) {
        return List.of(
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                "max_connections=100",
                "shared_buffers=128MB",
                "max_wal_size=256MB",
                "fsync=" + (fsync ? "on" : "off"),
                "synchronous_commit=on",
                "full_page_writes=" + (fsync ? "on" : "off"),
                // Nothing is replicated from here.
                "wal_level=minimal",
                "max_wal_senders=0",
                "timezone=UTC",
                "log_timezone=UTC",
                // A failed statement and the values in it are people's data: not for a log.
                "log_min_error_statement=panic",
                "log_error_verbosity=terse",
                "logging_collector=off");
    }
}
