package dev.winnow.messaging;

/** What became of redriving one dead letter. */
public sealed interface Redrive {
    /**
     * The event is on its way to its consumer, and the dead letter is gone.
     *
     * @param sequence of the copy in the event's stream
     * @param before whether an earlier or concurrent redrive had published it already
     */
    record Done(long sequence, boolean before) implements Redrive {}

    /** There is no such dead letter (any more): redriven or discarded before. */
    record Gone() implements Redrive {}

    /** It stays where it is; the reason says what to do. */
    record Refused(String reason) implements Redrive {}
}
