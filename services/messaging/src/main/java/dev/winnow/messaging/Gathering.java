package dev.winnow.messaging;

import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
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
    static List<Message> of(
            Core core,
            String subject,
            @Nullable Headers headers,
            byte[] body,
            int limit,
            Deadline deadline,
            Duration stall) {
        NatsConnection connection = core.connection();
        if (connection.state() != ConnectionState.CONNECTED) {
            throw notSent("there is no connection to NATS at the moment");
        }
        String inbox = connection.jnats().createInbox();
        BlockingQueue<Message> arrived = new LinkedBlockingQueue<>(limit);
        // offer drops what is past the limit.
        Dispatcher dispatcher = connection.jnats().createDispatcher(arrived::offer);
        dispatcher.subscribe(inbox);
        try {
            connection.publish(subject, inbox, headers, body);
            return collect(arrived, dispatcher, subject, limit, deadline, stall);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    RefusedException.Reason.TOO_LARGE, "cannot be sent: " + e.getMessage());
        } catch (IllegalStateException e) {
            throw notSent("the request cannot be sent: " + e.getMessage());
        } finally {
            if (dispatcher.isActive() && connection.state() != ConnectionState.CLOSED) {
                connection.jnats().closeDispatcher(dispatcher);
            }
        }
    }

    private static List<Message> collect(
            BlockingQueue<Message> arrived,
            Dispatcher whileOpen,
            String subject,
            int limit,
            Deadline deadline,
            Duration stall) {
        List<Message> replies = new ArrayList<>();
        try {
            while (replies.size() < limit && whileOpen.isActive()) {
                Deadline wait = replies.isEmpty() ? deadline : deadline.atMost(stall);
                Message next = arrived.poll(wait.remainingNanos(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    break;
                }
                if (next.isStatusMessage() && next.getStatus().getCode() == NO_RESPONDERS) {
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
