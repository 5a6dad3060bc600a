package dev.winnow.messaging;

import java.time.Instant;

/**
 * One event as it was received.
 *
 * @param id the CloudEvents id; with the source it is unique for ever
 * @param type the CloudEvents type
 * @param source the CloudEvents source
 * @param key what the event is about; events of one key are handled in order
 * @param time when it happened
 * @param data what the contract says
 * @param stream that it came from; empty for a signal
 * @param sequence in that stream; 0 for a signal
 * @param deliveries how often it has been delivered, this time included
 * @param replay the replay run that wants its effects once more; empty when none does
 */
public record Event<E>(
        String id,
        String type,
        String source,
        String key,
        Instant time,
        E data,
        String stream,
        long sequence,
        int deliveries,
        String replay) {

    /** An event that is no replay. */
    public Event(
            String id,
            String type,
            String source,
            String key,
            Instant time,
            E data,
            String stream,
            long sequence,
            int deliveries) {
        this(id, type, source, key, time, data, stream, sequence, deliveries, "");
    }

    /**
     * What an inbox remembers: the id, so that an event has one effect however often it is
     * delivered; with a replay run, one effect for each run.
     */
    public String effectId() {
        return replay.isEmpty() ? id : id + "@" + replay;
    }
}
