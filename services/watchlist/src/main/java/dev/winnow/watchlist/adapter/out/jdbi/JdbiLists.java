package dev.winnow.watchlist.adapter.out.jdbi;

import dev.winnow.datastore.Datastore;
import dev.winnow.watchlist.application.ListHistory;
import dev.winnow.watchlist.application.Lists;
import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.ListDifference;
import dev.winnow.watchlist.domain.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The lists in PostgreSQL. Thread-safe. */
public final class JdbiLists implements Lists, ListHistory {
    private final Datastore datastore;

    public JdbiLists(Datastore datastore) {
        this.datastore = datastore;
    }

    @Override
    public <T> T changing(String list, Function<Optional<Version>, T> work) {
        return datastore.transact(() -> {
            datastore.sql(handle ->
                    handle.execute(
                            "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))",
                            "watchlist:" + list));
            return work.apply(newest(list));
        });
    }

    @Override
    public Map<String, String> digests(String list) {
        return datastore.sql(handle -> EntryTable.digests(handle, list));
    }

    @Override
    public void add(Version version, ListDifference difference, int keep) {
        String list = version.list();
        int number = version.number();
        datastore.sql(handle -> {
            VersionTable.insert(handle, version);
            EntryTable.end(handle, list, number, difference.removed());
            EntryTable.end(
                    handle,
                    list,
                    number,
                    difference.changed().stream().map(Entry::number).toList());
            EntryTable.begin(
                    handle,
                    list,
                    number,
                    Stream.concat(difference.added().stream(), difference.changed().stream())
                            .toList());
            if (keep > 0) {
                EntryTable.forget(handle, list, number - keep + 1);
            }
            return number;
        });
    }

    @Override
    public List<Version> inForce() {
        return datastore.sql(VersionTable::inForce);
    }

    @Override
    public List<Entry> entries(Version version) {
        return datastore.sql(handle -> EntryTable.of(handle, version.list(), version.number()));
    }

    @Override
    public Optional<Version> version(String list, int number) {
        // Not from a replica, which may lag: who was just told of a version asks for it here.
        return datastore.sql(handle -> VersionTable.one(handle, list, number));
    }

    @Override
    public List<Version> versions(String list, int below, int limit) {
        return datastore.query(handle -> VersionTable.below(handle, list, below, limit));
    }

    @Override
    public Optional<Version> newest(String list) {
        return datastore
                .<List<Version>>sql(
                        handle -> VersionTable.below(handle, list, Integer.MAX_VALUE, 1))
                .stream()
                .findFirst();
    }

    @Override
    public boolean isKept(Version version) {
        return datastore.sql(handle ->
                EntryTable.count(handle, version.list(), version.number()) == version.entries());
    }

    @Override
    public Optional<Entry> entry(String list, int version, String number) {
        return datastore.sql(handle -> EntryTable.one(handle, list, version, number));
    }

    @Override
    public List<Found> entries(String number, int limit) {
        return datastore.query(handle ->
                handle.createQuery(
                                "SELECT list, entry, kind, document FROM listed_entry"
                                        + " WHERE entry = :entry AND until IS NULL"
                                        + " ORDER BY list LIMIT :limit")
                        .bind("entry", number)
                        .bind("limit", limit)
                        .map((rs, ctx) -> new Found(rs.getString("list"), EntryTable.entry(rs)))
                        .list());
    }

    @Override
    public Version.Changes changes(String list, int from, int to) {
        return datastore.sql(handle -> DifferenceQuery.counts(handle, list, from, to));
    }

    @Override
    public List<ChangedEntry> changedEntries(
            String list, int from, int to, String above, int limit) {
        return datastore.sql(handle -> DifferenceQuery.page(handle, list, from, to, above, limit));
    }
}
