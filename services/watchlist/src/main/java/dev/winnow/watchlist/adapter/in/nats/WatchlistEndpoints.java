package dev.winnow.watchlist.adapter.in.nats;

import dev.winnow.contracts.ErrorBody;
import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.PartyKind;
import dev.winnow.contracts.watchlist.Hit;
import dev.winnow.contracts.watchlist.ListFormat;
import dev.winnow.contracts.watchlist.ListVersion;
import dev.winnow.contracts.watchlist.ListsReply;
import dev.winnow.contracts.watchlist.LoadReply;
import dev.winnow.contracts.watchlist.LoadRequest;
import dev.winnow.contracts.watchlist.ScreenReply;
import dev.winnow.contracts.watchlist.ScreenRequest;
import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.datastore.DatastoreException;
import dev.winnow.matching.EntryKind;
import dev.winnow.matching.Identifier;
import dev.winnow.messaging.EndpointPolicy;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.ServiceErrorException;
import dev.winnow.watchlist.application.CurrentLists;
import dev.winnow.watchlist.application.ListFiles;
import dev.winnow.watchlist.application.LoadList;
import dev.winnow.watchlist.application.ScreenParty;
import dev.winnow.watchlist.domain.Match;
import dev.winnow.watchlist.domain.Party;
import dev.winnow.watchlist.domain.RefusedListException;
import dev.winnow.watchlist.domain.Snapshot;
import dev.winnow.watchlist.domain.Version;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code screen}, {@code load} and {@code lists}. Thread-safe. */
public final class WatchlistEndpoints {
    private static final Logger LOG = LoggerFactory.getLogger(WatchlistEndpoints.class);

    /** A load holds a whole list in memory: a few at a time. */
    private static final int LOADS = 2;

    private final ScreenParty screenParty;
    private final LoadList loadList;
    private final CurrentLists current;

    public WatchlistEndpoints(ScreenParty screenParty, LoadList loadList, CurrentLists current) {
        this.screenParty = screenParty;
        this.loadList = loadList;
        this.current = current;
    }

    /** Declares the endpoints. */
    public void register(Messaging messaging) {
        EndpointPolicy policy = EndpointPolicy.ofDefaults();
        messaging.endpoint(WatchlistContracts.SCREEN, policy, this::screen);
        messaging.endpoint(
                WatchlistContracts.LOAD,
                policy.withConcurrency(LOADS).withWaiting(LOADS),
                this::load);
        messaging.endpoint(WatchlistContracts.LISTS, policy, request -> lists());
    }

    private ScreenReply screen(ScreenRequest request) {
        ScreenParty.Outcome outcome =
                screenParty.screen(
                        party(request),
                        Optional.ofNullable(request.threshold()),
                        Optional.ofNullable(request.limit()));
        return switch (outcome) {
            case ScreenParty.Outcome.Looked looked ->
                    new ScreenReply(
                            looked.matches().stream().map(WatchlistEndpoints::hit).toList(),
                            looked.versions().stream().map(WatchlistEndpoints::version).toList(),
                            Snapshot.ALGORITHM);
            case ScreenParty.Outcome.NoList _ ->
                    throw new ServiceErrorException(
                            ErrorCode.UNAVAILABLE, "no list is loaded, so nobody can be screened");
            case ScreenParty.Outcome.NothingToCompare _ ->
                    throw new ServiceErrorException(
                            ErrorCode.INVALID_REQUEST,
                            "the name has neither a letter nor a digit",
                            List.of(
                                    new ErrorBody.Violation(
                                            "name", "must have a letter or a digit")),
                            null);
        };
    }

    private LoadReply load(LoadRequest request) {
        try {
            LoadList.Loaded loaded =
                    loadList.load(request.list(), request.path(), format(request.format()));
            LOG.info(
                    "list {} is in force as version {} with {} entries{}",
                    loaded.version().list(),
                    loaded.version().number(),
                    loaded.version().entries(),
                    loaded.changed() ? "" : ", as before");
            return new LoadReply(version(loaded.version()), loaded.changed());
        } catch (RefusedListException e) {
            // The reason may quote the file, which is about people: for the caller, not for logs.
            LOG.warn("a load of list {} was refused; its caller was told why", request.list());
            throw refused(ErrorCode.UNPROCESSABLE, String.valueOf(e.getMessage()), e);
        } catch (DatastoreException.Unavailable e) {
            throw refused(ErrorCode.UNAVAILABLE, "the database cannot be reached", e);
        } catch (DatastoreException.DeadlineExceeded e) {
            throw refused(ErrorCode.DEADLINE_EXPIRED, "the load took too long", e);
        }
    }

    private static ServiceErrorException refused(
            ErrorCode code, String message, RuntimeException cause) {
        ServiceErrorException refused = new ServiceErrorException(code, message);
        refused.addSuppressed(cause);
        return refused;
    }

    private ListsReply lists() {
        if (!current.isLoaded()) {
            throw new ServiceErrorException(
                    ErrorCode.UNAVAILABLE, "the lists have not been read yet");
        }
        return new ListsReply(
                current.snapshot().versions().stream().map(WatchlistEndpoints::version).toList());
    }

    private static Party party(ScreenRequest request) {
        return new Party(
                request.name(),
                kind(request.kind()),
                Optional.ofNullable(request.dateOfBirth()),
                request.countries().stream().map(WatchlistEndpoints::country).toList(),
                request.identifiers().stream().map(WatchlistEndpoints::identifier).toList());
    }

    private static Optional<EntryKind> kind(@Nullable PartyKind kind) {
        return switch (kind) {
            case null -> Optional.empty();
            case PERSON -> Optional.of(EntryKind.PERSON);
            case ORGANISATION -> Optional.of(EntryKind.ORGANISATION);
        };
    }

    private static Identifier identifier(ScreenRequest.Identifier identifier) {
        return new Identifier(
                identifier.type() == null ? "" : identifier.type(),
                identifier.number(),
                identifier.country() == null ? "" : country(identifier.country()));
    }

    private static String country(String code) {
        return code.toUpperCase(Locale.ROOT);
    }

    private static Optional<ListFiles.Format> format(@Nullable ListFormat format) {
        return switch (format) {
            case null -> Optional.empty();
            case OFAC -> Optional.of(ListFiles.Format.OFAC);
            case CSV -> Optional.of(ListFiles.Format.CSV);
        };
    }

    private static Hit hit(Match match) {
        return new Hit(
                match.list(),
                match.entry().number(),
                match.matchedName(),
                match.score(),
                match.features().stream()
                        .map(f -> new Hit.Feature(f.name(), f.effect(), f.detail()))
                        .toList());
    }

    private static ListVersion version(Version version) {
        return new ListVersion(
                version.list(),
                version.number(),
                version.entries(),
                version.names(),
                version.checksum(),
                version.loadedAt());
    }
}
