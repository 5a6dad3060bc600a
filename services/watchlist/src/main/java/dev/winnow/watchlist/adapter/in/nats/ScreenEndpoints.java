package dev.winnow.watchlist.adapter.in.nats;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.watchlist.AskedParty;
import dev.winnow.contracts.watchlist.CompareReply;
import dev.winnow.contracts.watchlist.CompareRequest;
import dev.winnow.contracts.watchlist.ExcludedHit;
import dev.winnow.contracts.watchlist.Hit;
import dev.winnow.contracts.watchlist.ListAt;
import dev.winnow.contracts.watchlist.PartyResult;
import dev.winnow.contracts.watchlist.ScreenPartiesReply;
import dev.winnow.contracts.watchlist.ScreenPartiesRequest;
import dev.winnow.contracts.watchlist.ScreenReply;
import dev.winnow.contracts.watchlist.ScreenRequest;
import dev.winnow.contracts.watchlist.SearchReply;
import dev.winnow.contracts.watchlist.SearchRequest;
import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.messaging.EndpointPolicy;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.ServiceErrorException;
import dev.winnow.watchlist.adapter.Wire;
import dev.winnow.watchlist.application.LookAround;
import dev.winnow.watchlist.application.PastLists;
import dev.winnow.watchlist.application.ScreenParties;
import dev.winnow.watchlist.application.ScreenParties.Asked;
import dev.winnow.watchlist.application.ScreenParties.Choice;
import dev.winnow.watchlist.application.ScreenParties.Outcome;
import dev.winnow.watchlist.domain.Snapshot;
import dev.winnow.watchlist.domain.Status;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** {@code screen}, {@code compare} and {@code search}. Thread-safe. */
public final class ScreenEndpoints {
    private static final double SEARCH_THRESHOLD = 0.6;
    private static final int SEARCH_LIMIT = 20;
    private static final int MANY_HITS = 200;

    /**
     * One takes some hundredths of a millisecond, so these have their turn within the time that one
     * may wait, also after a pause of the JVM.
     */
    private static final int SCREENS_WAITING = 1_024;

    /** What a nats-server takes by default, with room for the headers. */
    private static final int LARGEST_REPLY = (1 << 20) - 4096;

    private final ScreenParties screenParties;
    private final LookAround lookAround;

    public ScreenEndpoints(ScreenParties screenParties, LookAround lookAround) {
        this.screenParties = screenParties;
        this.lookAround = lookAround;
    }

    /** Declares the endpoints. */
    public void register(Messaging messaging) {
        EndpointPolicy policy = EndpointPolicy.ofDefaults();
        messaging.endpoint(
                WatchlistContracts.SCREEN, policy.withWaiting(SCREENS_WAITING), this::screen);
        messaging.endpoint(WatchlistContracts.SCREEN_PARTIES, policy, this::screenParties);
        messaging.endpoint(WatchlistContracts.COMPARE, policy, this::compare);
        messaging.endpoint(WatchlistContracts.SEARCH, policy, this::search);
    }

    private ScreenReply screen(ScreenRequest request) {
        Asked asked = new Asked("", Wire.party(request), Optional.empty());
        Choice choice =
                new Choice(
                        Set.of(),
                        Map.of(),
                        Optional.ofNullable(request.threshold()),
                        Optional.ofNullable(request.limit()));
        Outcome.Looked looked = look(List.of(asked), choice);
        ScreenParties.Result result = looked.results().getFirst();
        if (result.status() == Status.ERROR) {
            throw Refusals.incomparable("name");
        }
        return new ScreenReply(
                Wire.all(result.matches(), Wire::hit),
                Wire.all(looked.versions(), Wire::version),
                Snapshot.ALGORITHM,
                Wire.status(result.status()),
                looked.missing());
    }

    private ScreenPartiesReply screenParties(ScreenPartiesRequest request) {
        requireDistinct(request.parties().stream().map(AskedParty::id).toList());
        List<Asked> parties =
                request.parties().stream()
                        .map(one ->
                                new Asked(
                                        one.id(),
                                        Wire.party(one.party()),
                                        Optional.ofNullable(one.partyKey())))
                        .toList();
        Outcome.Looked looked =
                look(
                        parties,
                        new Choice(
                                new HashSet<>(request.lists()),
                                asOf(request.asOf()),
                                Optional.ofNullable(request.threshold()),
                                Optional.ofNullable(request.limit())));
        return sendable(
                new ScreenPartiesReply(
                        Wire.all(looked.results(), ScreenEndpoints::result),
                        Wire.all(looked.versions(), Wire::version),
                        looked.missing(),
                        Snapshot.ALGORITHM));
    }

    /** Only many hits are too much for one message; a reply with few is not measured. */
    private static ScreenPartiesReply sendable(ScreenPartiesReply reply) {
        int hits = reply.results().stream().mapToInt(result -> result.hits().size()).sum();
        if (hits > MANY_HITS && Json.write(reply).length > LARGEST_REPLY) {
            throw new ServiceErrorException(
                    ErrorCode.TOO_LARGE,
                    "the answer would have "
                            + hits
                            + " hits and be larger than a message may be; ask for fewer parties, a"
                            + " lower limit or a higher threshold");
        }
        return reply;
    }

    private Outcome.Looked look(List<Asked> parties, Choice choice) {
        return switch (screened(parties, choice)) {
            case Outcome.Looked looked -> looked;
            case Outcome.NoList _ ->
                    throw Refusals.unavailable("no list is loaded, so nobody can be screened");
            case Outcome.NoSuchVersion no ->
                    throw Refusals.notFound(
                            "version "
                                    + no.version()
                                    + " of list "
                                    + no.list()
                                    + " was never loaded, or its entries are no longer kept");
        };
    }

    private Outcome screened(List<Asked> parties, Choice choice) {
        try {
            return screenParties.screen(parties, choice);
        } catch (PastLists.BusyException e) {
            throw Refusals.because(ErrorCode.UNAVAILABLE, String.valueOf(e.getMessage()), e);
        }
    }

    private static void requireDistinct(List<String> ids) {
        if (new HashSet<>(ids).size() < ids.size()) {
            throw Refusals.invalid(
                    "two parties have the same id", "parties", "must have ids of their own");
        }
    }

    private static Map<String, Integer> asOf(List<ListAt> versions) {
        Map<String, Integer> asOf = new HashMap<>();
        for (ListAt at : versions) {
            if (asOf.put(at.list(), at.version()) != null) {
                throw Refusals.invalid(
                        "a list is asked for in two versions", "asOf", "must name a list once");
            }
        }
        return asOf;
    }

    private static PartyResult result(ScreenParties.Result result) {
        List<Hit> hits = Wire.all(result.matches(), Wire::hit);
        List<ExcludedHit> excluded =
                result.excluded().stream()
                        .map(e ->
                                new ExcludedHit(
                                        e.exclusion().id().toString(),
                                        e.match().list(),
                                        e.match().entry().number(),
                                        e.match().score()))
                        .toList();
        return new PartyResult(
                result.id(),
                Wire.status(result.status()),
                hits,
                excluded,
                result.problem().orElse(null));
    }

    private CompareReply compare(CompareRequest request) {
        if (!lookAround.comparable(request.one().name())) {
            throw Refusals.incomparable("one.name");
        }
        if (!lookAround.comparable(request.other().name())) {
            throw Refusals.incomparable("other.name");
        }
        return lookAround
                .compare(Wire.party(request.one()), Wire.party(request.other()))
                .map(match ->
                        new CompareReply(
                                match.score(),
                                Wire.explanation(match.features()),
                                Snapshot.ALGORITHM))
                .orElse(new CompareReply(0, List.of(), Snapshot.ALGORITHM));
    }

    private SearchReply search(SearchRequest request) {
        return new SearchReply(
                lookAround
                        .search(
                                request.text(),
                                new HashSet<>(request.lists()),
                                Objects.requireNonNullElse(request.threshold(), SEARCH_THRESHOLD),
                                Objects.requireNonNullElse(request.limit(), SEARCH_LIMIT))
                        .stream()
                        .map(found ->
                                new SearchReply.Found(
                                        found.list(),
                                        found.entry().number(),
                                        Wire.kind(found.entry().kind()),
                                        found.entry().names().getFirst().text(),
                                        found.matchedName(),
                                        found.score()))
                        .toList());
    }
}
