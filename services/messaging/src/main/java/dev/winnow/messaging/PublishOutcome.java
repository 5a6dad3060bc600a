package dev.winnow.messaging;

/** What became of one published event. */
public sealed interface PublishOutcome {
    /**
     * The stream has it.
     *
     * @param sequence in the stream
     * @param duplicate whether the stream already had an event of this id
     */
    record Acknowledged(long sequence, boolean duplicate) implements PublishOutcome {}

    /** No acknowledgement came; the stream may have it all the same. */
    record Failed(String reason) implements PublishOutcome {}
}
