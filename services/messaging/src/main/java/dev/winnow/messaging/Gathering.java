package dev.winnow.messaging;

import dev.winnow.messaging.wire.HeaderBlock;
import dev.winnow.messaging.wire.Inbound;
import dev.winnow.messaging.wire.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One request, several replies, on an inbox of its own. */
final class Gathering {
    private static final int NO_RESPONDERS = 503;

    private Gathering() {}

    /**
     * What comes until the limit is reached, the time is up, or nothing came for {@code stall}
     * after the last one; fewer when the connection is closed or the thread interrupted.
     *
     * @throws NoRespondersException when nobody listens
     * @throws RefusedException when it cannot be sent
     */
    static List<Inbound> of(
            Core core,
            String subject,
            @Nullable HeaderBlock headers,
            byte[] body,
            int limit,
            Deadline deadline,
            Duration stall) {
        NatsConnection connection = core.connection();
        if (connection.state() != ConnectionState.CONNECTED) {
            throw notSent("there is no connection to NATS at the moment");
        }
        String inbox = connection.jnats().createInbox();
        BlockingQueue<Inbound> arrived = new LinkedBlockingQueue<>(limit);
        // offer drops what is past the limit.
        Wire.Subscription replies = connection.wire().subscribe(inbox, null, arrived::offer);
        try {
            connection.publish(Wire.bytes(subject), Wire.bytes(inbox), headers, body);
            return collect(arrived, connection, subject, limit, deadline, stall);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    RefusedException.Reason.TOO_LARGE, "cannot be sent: " + e.getMessage());
        } catch (IllegalStateException e) {
            throw notSent("the request cannot be sent: " + e.getMessage());
        } finally {
            replies.end();
        }
    }

    private static List<Inbound> collect(
            BlockingQueue<Inbound> arrived,
            NatsConnection whileOpen,
            String subject,
            int limit,
            Deadline deadline,
            Duration stall) {
        List<Inbound> replies = new ArrayList<>();
        try {
            while (replies.size() < limit && whileOpen.state() != ConnectionState.CLOSED) {
                Deadline wait = replies.isEmpty() ? deadline : deadline.atMost(stall);
                Inbound next = arrived.poll(wait.remainingNanos(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    break;
                }
                if (next.status() == NO_RESPONDERS) {
                    throw new NoRespondersException(subject);
                }
                replies.add(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return replies;
    }

    private static RefusedException notSent(String why) {
        return new RefusedException(RefusedException.Reason.NOT_CONNECTED, why);
    }
}
