package dev.winnow.watchlist.adapter.out.nats;

import dev.winnow.contracts.watchlist.ListVersion;
import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.datastore.Outbox;
import dev.winnow.watchlist.application.Announcements;
import dev.winnow.watchlist.domain.Version;

/** Events that leave with the transaction in which they became true. Thread-safe. */
public final class OutboxAnnouncements implements Announcements {
    private final Outbox outbox;

    public OutboxAnnouncements(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void loaded(Version version) {
        outbox.add(
                WatchlistContracts.LOADED,
                new ListVersion(
                        version.list(),
                        version.number(),
                        version.entries(),
                        version.names(),
                        version.checksum(),
                        version.loadedAt()));
    }
}
