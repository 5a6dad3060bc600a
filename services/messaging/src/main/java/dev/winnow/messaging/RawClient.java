package dev.winnow.messaging;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Bytes and headers, without contracts: for tools such as the CLI. Safe to share. */
@SuppressWarnings("DoNotCallSuggester") // until it is filled
public final class RawClient {
    private final Core core;

    RawClient(Core core) {
        this.core = core;
    }

    /**
     * Sends a request and waits for one reply; an error reply is returned as it is.
     *
     * @throws CallException when no reply came
     */
    public RawReply request(
            String subject, byte[] body, Map<String, String> headers, Duration timeout) {
        throw new UnsupportedOperationException(core.toString());
    }

    /** All replies that come within the time, and at most {@code limit}; empty when none came. */
    public List<RawReply> requestMany(String subject, byte[] body, Duration wait, int limit) {
        throw new UnsupportedOperationException(core.toString());
    }

    /** Fire and forget. */
    public void publish(String subject, byte[] body, Map<String, String> headers) {
        throw new UnsupportedOperationException(core.toString());
    }

    /** Messages go to the consumer one after the other until the subscription is closed. */
    public Subscription subscribe(String subject, Consumer<RawReply> consumer) {
        throw new UnsupportedOperationException(core.toString());
    }

    /** Waits until the server has seen everything sent before. */
    public void flush(Duration timeout) {
        throw new UnsupportedOperationException(core.toString());
    }

    /** A subscription that can be ended. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
