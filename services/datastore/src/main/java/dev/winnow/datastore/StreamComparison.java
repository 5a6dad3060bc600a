package dev.winnow.datastore;

import dev.winnow.contracts.WinnowHeaders;
import dev.winnow.datastore.PublishedTable.Published;
import dev.winnow.messaging.StoredMessage;
import dev.winnow.messaging.StreamCursor;
import dev.winnow.messaging.StreamQuery;
import dev.winnow.messaging.StreamReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which of some published events of one stream it has lost.
 *
 * @param missing nothing, or another event, is in their place: the stream was restored from an
 *     older copy, or lost what it had acknowledged
 * @param expired they lie before all that the stream keeps: its limits, or a purge, took them
 */
record StreamComparison(List<Published> missing, List<Published> expired) {
    /** With wider gaps, each is asked for on its own rather than all in between read. */
    private static final int DENSE = 4;

    static StreamComparison of(StreamReader stream, List<Published> rows) {
        Map<Long, String> kept = kept(stream, rows);
        // Asked after reading: what the limits took meanwhile is not missing.
        long first = stream.state().firstSequence();
        List<Published> missing = new ArrayList<>();
        List<Published> expired = new ArrayList<>();
        for (Published row : rows) {
            if (!row.eventId().equals(kept.get(row.sequence()))) {
                (row.sequence() < first ? expired : missing).add(row);
            }
        }
        return new StreamComparison(missing, expired);
    }

    private static Map<Long, String> kept(StreamReader stream, List<Published> rows) {
        long from = rows.stream().mapToLong(Published::sequence).min().orElse(1);
        long to = rows.stream().mapToLong(Published::sequence).max().orElse(0);
        Map<Long, String> kept = new HashMap<>();
        if (to - from > (long) DENSE * rows.size() + 100) {
            for (Published row : rows) {
                stream.get(row.sequence()).ifPresent(message -> add(kept, message));
            }
            return kept;
        }
        try (StreamCursor cursor =
                stream.read(StreamQuery.all().from(from).to(to).withHeadersOnly(true))) {
            for (Optional<StoredMessage> next = cursor.next();
                    next.isPresent();
                    next = cursor.next()) {
                add(kept, next.get());
            }
        }
        return kept;
    }

    private static void add(Map<Long, String> kept, StoredMessage message) {
        message.header(WinnowHeaders.CE_ID).ifPresent(id -> kept.put(message.sequence(), id));
    }
}
