package dev.winnow.faults.process;

import dev.winnow.localservers.FaultProxy;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A service's own ways to its servers.
 *
 * @param nats one for each nats-server
 * @param postgres to its database
 * @param host where the proxies listen
 * @param database its name, which is also the name of its role
 * @param password of that role
 */
public record Links(
        List<FaultProxy> nats, FaultProxy postgres, String host, String database, String password)
        implements AutoCloseable {

    public Links {
        nats = List.copyOf(nats);
    }

    Map<String, String> settings() {
        String urls =
                nats.stream()
                        .map(proxy -> "nats://" + host + ":" + proxy.port())
                        .collect(Collectors.joining(","));
        return Map.of(
                "WINNOW_NATS_URLS",
                urls,
                "WINNOW_DATABASE_URL",
                "jdbc:postgresql://" + host + ":" + postgres.port() + "/" + database,
                "WINNOW_DATABASE_USER",
                database,
                "WINNOW_DATABASE_PASSWORD",
                password);
    }

    /** All well again; what was cut stays cut until somebody connects. */
    public void heal() {
        nats.forEach(FaultProxy::heal);
        postgres.heal();
    }

    @Override
    public void close() {
        nats.forEach(FaultProxy::close);
        postgres.close();
    }
}
