package dev.winnow.watchlist.adapter.out.nats;

import dev.winnow.contracts.watchlist.ListChanged;
import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.datastore.Outbox;
import dev.winnow.watchlist.adapter.Wire;
import dev.winnow.watchlist.application.Announcements;
import dev.winnow.watchlist.domain.Version;
import java.util.Optional;

/** Events that leave with the transaction in which they became true. Thread-safe. */
public final class OutboxAnnouncements implements Announcements {
    private final Outbox outbox;

    public OutboxAnnouncements(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void loaded(Version version, Optional<Version> before) {
        outbox.add(WatchlistContracts.LOADED, Wire.version(version));
        version.changes()
                .filter(changes -> !changes.none())
                .ifPresent(changes ->
                        outbox.add(
                                WatchlistContracts.CHANGED,
                                new ListChanged(
                                        version.list(),
                                        before.map(Version::number).orElse(null),
                                        version.number(),
                                        changes.added(),
                                        changes.removed(),
                                        changes.changed(),
                                        version.loadedAt())));
    }
}
