package dev.winnow.messaging;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which messages of a stream to read, oldest first. Immutable.
 *
 * @param fromSequence the lowest; default 1
 * @param fromTime not stored before; takes the place of the sequence when given
 * @param toSequence the highest; default all
 * @param toTime not stored after
 * @param subjects filters, with wildcards; empty for all. They must not overlap
 * @param headersOnly whether the bodies are left out; default false
 */
public record StreamQuery(
        long fromSequence,
        Optional<Instant> fromTime,
        long toSequence,
        Optional<Instant> toTime,
        List<String> subjects,
        boolean headersOnly) {
    public StreamQuery {
        if (fromSequence < 1 || toSequence < 1) {
            throw new IllegalArgumentException(
                    "a sequence is at least 1, not " + Math.min(fromSequence, toSequence));
        }
        subjects = List.copyOf(subjects);
    }

    /** Everything that the stream keeps. */
    public static StreamQuery all() {
        return new StreamQuery(
                1, Optional.empty(), Long.MAX_VALUE, Optional.empty(), List.of(), false);
    }

    public StreamQuery from(long sequence) {
        return new StreamQuery(
                sequence, Optional.empty(), toSequence, toTime, subjects, headersOnly);
    }

    public StreamQuery from(Instant time) {
        return new StreamQuery(1, Optional.of(time), toSequence, toTime, subjects, headersOnly);
    }

    public StreamQuery to(long sequence) {
        return new StreamQuery(fromSequence, fromTime, sequence, toTime, subjects, headersOnly);
    }

    public StreamQuery to(Instant time) {
        return new StreamQuery(
                fromSequence, fromTime, toSequence, Optional.of(time), subjects, headersOnly);
    }

    public StreamQuery withSubjects(List<String> filters) {
        return new StreamQuery(fromSequence, fromTime, toSequence, toTime, filters, headersOnly);
    }

    public StreamQuery withHeadersOnly(boolean value) {
        return new StreamQuery(fromSequence, fromTime, toSequence, toTime, subjects, value);
    }

    /** Whether a message lies behind the end. */
    boolean isPast(StoredMessage message) {
        return message.sequence() > toSequence
                || toTime.map(end -> message.time().isAfter(end)).orElse(false);
    }
}
