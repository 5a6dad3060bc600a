package dev.winnow.datastore;

import java.time.Duration;
import java.util.Map;

/** What every connection to PostgreSQL is opened with. */
final class ConnectionSettings {
    private ConnectionSettings() {}

    static Map<String, String> of(String applicationName, Duration connectTimeout) {
        return Map.of(
                "ApplicationName",
                applicationName,
                "connectTimeout",
                String.valueOf(Math.max(1, connectTimeout.toSeconds())),
                "tcpKeepAlive",
                "true",
                // The detail names the values of a violated key: people's data, not for a log.
                "logServerErrorDetail",
                "false");
    }
}
