package dev.winnow.messaging;

import tools.jackson.databind.JsonNode;

/** JetStream answered a request of its API with an error; the message is its own words. */
public final class JetStreamApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final int STREAM_NOT_FOUND = 10059;
    static final int CONSUMER_NOT_FOUND = 10014;
    static final int MESSAGE_NOT_FOUND = 10037;

    private static final int NOT_AVAILABLE = 10008;

    private final int errorCode;

    JetStreamApiException(JsonNode error) {
        super(error.path("description").asString("no description"), null, true, false);
        this.errorCode = error.path("err_code").asInt(0);
    }

    /** NATS's own number of the error, finer than the HTTP-like code. */
    int errorCode() {
        return errorCode;
    }

    /** A cluster whose nodes have no leader at the moment. */
    boolean isNotAvailable() {
        return errorCode == NOT_AVAILABLE;
    }

    boolean isNotFound() {
        return errorCode == STREAM_NOT_FOUND
                || errorCode == CONSUMER_NOT_FOUND
                || errorCode == MESSAGE_NOT_FOUND;
    }
}
