package dev.winnow.watchlist.adapter.in.nats;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.watchlist.DiffReply;
import dev.winnow.contracts.watchlist.DiffRequest;
import dev.winnow.contracts.watchlist.EntryRequest;
import dev.winnow.contracts.watchlist.ListFormat;
import dev.winnow.contracts.watchlist.ListSource;
import dev.winnow.contracts.watchlist.ListedEntry;
import dev.winnow.contracts.watchlist.ListsReply;
import dev.winnow.contracts.watchlist.LoadListRequest;
import dev.winnow.contracts.watchlist.LoadReply;
import dev.winnow.contracts.watchlist.LoadRequest;
import dev.winnow.contracts.watchlist.VersionsReply;
import dev.winnow.contracts.watchlist.VersionsRequest;
import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.datastore.DatastoreException;
import dev.winnow.messaging.EndpointPolicy;
import dev.winnow.messaging.LongWork;
import dev.winnow.messaging.Messaging;
import dev.winnow.watchlist.adapter.Wire;
import dev.winnow.watchlist.application.CurrentLists;
import dev.winnow.watchlist.application.ListHistory;
import dev.winnow.watchlist.application.LoadList;
import dev.winnow.watchlist.application.WatchSources;
import dev.winnow.watchlist.domain.RefusedListException;
import dev.winnow.watchlist.domain.Source;
import dev.winnow.watchlist.domain.SourceStatus;
import dev.winnow.watchlist.domain.Version;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lists themselves: loading them, their versions, entries and differences. Thread-safe. */
public final class ListEndpoints {
    private static final Logger LOG = LoggerFactory.getLogger(ListEndpoints.class);

    /** A load holds a whole list in memory: a few at a time. */
    private static final int LOADS = 2;

    private static final int VERSIONS = 100;
    private static final int PAGE = 500;

    private final LoadList loadList;
    private final CurrentLists current;
    private final ListHistory history;
    private final WatchSources sources;

    public ListEndpoints(
            LoadList loadList, CurrentLists current, ListHistory history, WatchSources sources) {
        this.loadList = loadList;
        this.current = current;
        this.history = history;
        this.sources = sources;
    }

    /** Declares the endpoints. */
    public void register(Messaging messaging) {
        EndpointPolicy policy = EndpointPolicy.ofDefaults();
        EndpointPolicy loads = policy.withConcurrency(LOADS).withWaiting(LOADS);
        messaging.endpoint(WatchlistContracts.LOAD, loads, this::load);
        messaging.endpoint(WatchlistContracts.LOAD_LIST, loads, this::loadList);
        messaging.endpoint(WatchlistContracts.LISTS, policy, request -> lists());
        messaging.endpoint(WatchlistContracts.VERSIONS, policy, this::versions);
        messaging.endpoint(WatchlistContracts.ENTRY, policy, this::entry);
        messaging.endpoint(WatchlistContracts.DIFF, policy, this::diff);
    }

    private LoadReply load(LoadRequest request) {
        return loading(
                request.list(),
                () ->
                        loadList.load(
                                request.list(),
                                request.path(),
                                format(request.format()),
                                Optional.empty()));
    }

    private LoadReply loadList(LoadListRequest request) {
        String path = request.path();
        if (path != null) {
            return loading(
                    request.list(),
                    () ->
                            loadList.load(
                                    request.list(),
                                    path,
                                    Optional.ofNullable(request.format()).map(Wire::format),
                                    Optional.ofNullable(request.checksum())));
        }
        Source source =
                sources.source(request.list())
                        .orElseThrow(() ->
                                Refusals.notFound(
                                        "list "
                                                + request.list()
                                                + " has no source in the configuration, and no"
                                                + " path was given"));
        Source asked =
                new Source(
                        source.list(),
                        Optional.ofNullable(request.format())
                                .map(Wire::format)
                                .orElse(source.format()),
                        source.location(),
                        source.interval(),
                        Optional.ofNullable(request.checksum()).or(source::checksum));
        return loading(request.list(), () -> sources.fetch(asked));
    }

    private static LoadReply loading(String list, Supplier<LoadList.Loaded> work) {
        try {
            LoadList.Loaded loaded = LongWork.call("watchlist-load-" + list, work);
            LOG.info(
                    "list {} is in force as version {} with {} entries{}",
                    loaded.version().list(),
                    loaded.version().number(),
                    loaded.version().entries(),
                    loaded.changed() ? "" : ", as before");
            return new LoadReply(Wire.version(loaded.version()), loaded.changed());
        } catch (RefusedListException e) {
            // The reason may quote the file, which is about people: for the caller, not for logs.
            LOG.warn("a load of list {} was refused; its caller was told why", list);
            throw Refusals.because(ErrorCode.UNPROCESSABLE, String.valueOf(e.getMessage()), e);
        } catch (DatastoreException.Unavailable e) {
            throw Refusals.because(ErrorCode.UNAVAILABLE, "the database cannot be reached", e);
        } catch (DatastoreException.DeadlineExceeded e) {
            throw Refusals.because(ErrorCode.DEADLINE_EXPIRED, "the load took too long", e);
        }
    }

    private ListsReply lists() {
        if (!current.isLoaded()) {
            throw Refusals.unavailable("the lists have not been read yet");
        }
        Map<String, SourceStatus> statuses =
                sources.statuses().stream()
                        .collect(Collectors.toMap(SourceStatus::list, Function.identity()));
        CurrentLists.View view = current.view();
        return new ListsReply(
                view.snapshot().versions().stream().map(Wire::version).toList(),
                sources.all().stream()
                        .map(source -> source(source, statuses.get(source.list())))
                        .toList(),
                view.missing());
    }

    private static ListSource source(Source source, @Nullable SourceStatus status) {
        Optional<SourceStatus> known = Optional.ofNullable(status);
        return new ListSource(
                source.list(),
                Wire.format(source.format()),
                source.location().replaceAll("//[^@/]*@", "//").replaceAll("[?#].*", ""),
                source.interval().toSeconds(),
                known.flatMap(SourceStatus::checkedAt).orElse(null),
                known.flatMap(SourceStatus::succeededAt).orElse(null),
                known.map(SourceStatus::nextAt).orElse(null),
                known.map(SourceStatus::failures).orElse(0),
                known.flatMap(SourceStatus::problem).orElse(null));
    }

    private VersionsReply versions(VersionsRequest request) {
        List<Version> versions =
                history.versions(
                        request.list(),
                        Objects.requireNonNullElse(request.below(), Integer.MAX_VALUE),
                        Objects.requireNonNullElse(request.limit(), VERSIONS));
        if (versions.isEmpty() && request.below() == null) {
            throw noSuchList(request.list());
        }
        return new VersionsReply(versions.stream().map(Wire::version).toList());
    }

    private ListedEntry entry(EntryRequest request) {
        int version =
                request.version() == null ? newest(request.list()).number() : request.version();
        return history.entry(request.list(), version, request.entry())
                .map(entry -> Wire.entry(request.list(), version, entry))
                .orElseThrow(() ->
                        Refusals.notFound(
                                "there is no such entry in version "
                                        + version
                                        + " of list "
                                        + request.list()));
    }

    private DiffReply diff(DiffRequest request) {
        Version to =
                request.to() == null ? newest(request.list()) : kept(request.list(), request.to());
        int from = Objects.requireNonNullElse(request.from(), to.number() - 1);
        if (from > to.number()) {
            throw Refusals.invalid(
                    "the version it starts from is later than the other",
                    "from",
                    "must not be later than to");
        }
        if (from > 0) {
            kept(request.list(), from);
        }
        int size = Objects.requireNonNullElse(request.pageSize(), PAGE);
        String above = Objects.requireNonNullElse(request.pageToken(), "");
        List<ListHistory.ChangedEntry> page =
                history.changedEntries(request.list(), from, to.number(), above, size + 1);
        boolean more = page.size() > size;
        List<ListHistory.ChangedEntry> shown = more ? page.subList(0, size) : page;
        Version.Changes counts = history.changes(request.list(), from, to.number());
        return new DiffReply(
                request.list(),
                from,
                to.number(),
                counts.added(),
                counts.removed(),
                counts.changed(),
                shown.stream()
                        .map(c -> new DiffReply.Change(c.entry(), c.name(), kind(c.change())))
                        .toList(),
                more ? shown.getLast().entry() : null);
    }

    private static DiffReply.Kind kind(ListHistory.Change change) {
        return switch (change) {
            case ADDED -> DiffReply.Kind.ADDED;
            case REMOVED -> DiffReply.Kind.REMOVED;
            case CHANGED -> DiffReply.Kind.CHANGED;
        };
    }

    private Version newest(String list) {
        return history.newest(list).orElseThrow(() -> noSuchList(list));
    }

    private Version kept(String list, int number) {
        return history.version(list, number)
                .filter(history::isKept)
                .orElseThrow(() ->
                        Refusals.notFound(
                                "version "
                                        + number
                                        + " of list "
                                        + list
                                        + " was never loaded, or its entries are no longer"
                                        + " kept"));
    }

    private static RuntimeException noSuchList(String list) {
        return Refusals.notFound("there is no list " + list);
    }

    private static Optional<dev.winnow.watchlist.domain.ListFormat> format(
            @Nullable ListFormat format) {
        return switch (format) {
            case null -> Optional.empty();
            case OFAC -> Optional.of(dev.winnow.watchlist.domain.ListFormat.OFAC);
            case CSV -> Optional.of(dev.winnow.watchlist.domain.ListFormat.CSV);
        };
    }
}
