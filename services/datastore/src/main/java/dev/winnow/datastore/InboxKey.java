package dev.winnow.datastore;

import dev.winnow.messaging.Event;
import java.util.Comparator;

/** What an event is remembered by: no two of a consumer have the same source and id. */
record InboxKey(String consumer, String source, String eventId) implements Comparable<InboxKey> {
    private static final Comparator<InboxKey> ORDER =
            Comparator.comparing(InboxKey::consumer)
                    .thenComparing(InboxKey::source)
                    .thenComparing(InboxKey::eventId);

    static InboxKey of(String consumer, Event<?> event) {
        return new InboxKey(consumer, event.source(), event.effectId());
    }

    @Override
    public int compareTo(InboxKey other) {
        return ORDER.compare(this, other);
    }
}
