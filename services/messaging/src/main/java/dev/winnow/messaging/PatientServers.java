package dev.winnow.messaging;

import io.nats.client.Connection;
import io.nats.client.impl.NatsServerPool;
import io.nats.client.support.NatsUri;
import java.lang.reflect.Field;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers to connect to, for ever. The library gives a connection up for good when a server
 * refuses the same login twice in a row while it reconnects; a restarted server whose accounts are
 * not there yet, or a login that is being changed, does just that. So what it remembers of the
 * first refusal is forgotten after each attempt. Safe to share.
 */
final class PatientServers extends NatsServerPool {
    private static final Logger LOG = LoggerFactory.getLogger(PatientServers.class);

    private volatile @Nullable Map<?, ?> refusals;

    /** From now on the connection is not given up. */
    void attach(Connection connection) {
        refusals = refusals(connection);
        if (refusals == null) {
            LOG.warn("a login that is refused twice in a row will end the connection for good");
        }
    }

    // There is no option for it in the library, and no other way to its memory.
    private static @Nullable Map<?, ?> refusals(Connection connection) {
        for (Class<?> type = connection.getClass(); type != null; type = type.getSuperclass()) {
            try {
                Field field = type.getDeclaredField("serverAuthErrors");
                field.setAccessible(true);
                return (Map<?, ?>) field.get(connection);
            } catch (NoSuchFieldException e) {
                LOG.trace("not in {}", type, e);
            } catch (IllegalAccessException | RuntimeException e) {
                LOG.debug("the library's memory of refused logins is out of reach", e);
                return null;
            }
        }
        return null;
    }

    @Override
    public void connectFailed(NatsUri server) {
        Map<?, ?> remembered = refusals;
        if (remembered != null) {
            remembered.clear();
        }
        super.connectFailed(server);
    }
}
