package dev.winnow.messaging;

/**
 * A durable consumer, or its stream, is not on the server. A service does not make it: {@code
 * winnow nats apply} does, from the files in nats-config.
 */
public final class ConsumerMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String stream;
    private final String durable;

    ConsumerMissingException(String stream, String durable, String serverSays) {
        super(
                "the durable consumer %s/%s cannot be used: %s; make streams and consumers with `winnow nats apply`"
                        .formatted(stream, durable, serverSays),
                null,
                true,
                false);
        this.stream = stream;
        this.durable = durable;
    }

    public String stream() {
        return stream;
    }

    public String durable() {
        return durable;
    }
}
