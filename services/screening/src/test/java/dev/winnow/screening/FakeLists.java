package dev.winnow.screening;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.watchlist.AskedParty;
import dev.winnow.contracts.watchlist.Hit;
import dev.winnow.contracts.watchlist.ListAt;
import dev.winnow.contracts.watchlist.ListChanged;
import dev.winnow.contracts.watchlist.ListVersion;
import dev.winnow.contracts.watchlist.PartyResult;
import dev.winnow.contracts.watchlist.ScreenPartiesReply;
import dev.winnow.contracts.watchlist.ScreenPartiesRequest;
import dev.winnow.contracts.watchlist.ScreenReply;
import dev.winnow.contracts.watchlist.ScreenRequest;
import dev.winnow.contracts.watchlist.ScreenStatus;
import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.messaging.EndpointPolicy;
import dev.winnow.messaging.EventMessage;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.ServiceErrorException;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Telemetry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Stands in for the watchlist service with lists that have versions; who is on one is found by the
 * whole name and by nothing else.
 */
final class FakeLists implements AutoCloseable {
    private final Messaging messaging;
    private final Map<String, Map<Integer, Set<String>>> lists = new ConcurrentHashMap<>();
    private final Map<String, Integer> inForce = new ConcurrentHashMap<>();
    private final AtomicInteger questions = new AtomicInteger();
    private final Set<Integer> forgotten = ConcurrentHashMap.newKeySet();
    private volatile Consumer<ScreenPartiesRequest> before = request -> {};
    private volatile boolean unavailable;
    private volatile List<String> missing = List.of();

    private FakeLists(Messaging messaging) {
        this.messaging = messaging;
    }

    static FakeLists start(NatsConfig nats) {
        ServiceInfo info =
                new ServiceInfo(WatchlistContracts.SERVICE, "0.0.1", "A stand-in.", Map.of());
        FakeLists fake = new FakeLists(Messaging.connect(nats, info, Telemetry.none()));
        EndpointPolicy policy = EndpointPolicy.ofDefaults();
        fake.messaging.endpoint(WatchlistContracts.SCREEN, policy, fake::screen);
        fake.messaging.endpoint(WatchlistContracts.SCREEN_PARTIES, policy, fake::screenParties);
        fake.messaging.start();
        return fake;
    }

    /** A version that is known; it is in force at once. */
    void load(String list, int version, String... names) {
        lists.computeIfAbsent(list, l -> new ConcurrentSkipListMap<>()).put(version, Set.of(names));
        inForce.put(list, version);
    }

    /** As an instance that has not heard of the newer ones. */
    void inForce(String list, int version) {
        inForce.put(list, version);
    }

    /** Its entries are no longer kept. */
    void forget(int version) {
        forgotten.add(version);
    }

    /** The news of a version. */
    EventMessage changed(String list, int from, int to) {
        ListChanged change =
                new ListChanged(list, from == 0 ? null : from, to, 1, 1, 0, Instant.now());
        return EventMessage.of(
                WatchlistContracts.CHANGED, change, UUID.randomUUID().toString(), Instant.now());
    }

    /** Is run before each answer to a question about many. */
    void before(Consumer<ScreenPartiesRequest> action) {
        before = action;
    }

    void unavailable(boolean now) {
        unavailable = now;
    }

    /** Lists that cannot be looked at. */
    void missing(String... names) {
        missing = List.of(names);
    }

    /** How many questions about many there were. */
    int questions() {
        return questions.get();
    }

    private ScreenReply screen(ScreenRequest request) {
        if (unavailable) {
            throw new ServiceErrorException(ErrorCode.UNAVAILABLE, "no list is loaded");
        }
        List<Hit> hits = new ArrayList<>();
        List<ListVersion> looked = new ArrayList<>();
        inForce.forEach((list, version) -> {
            looked.add(version(list, version));
            hits.addAll(hits(list, version, request.name()));
        });
        return new ScreenReply(
                hits,
                looked,
                "fake-1",
                missing.isEmpty() ? ScreenStatus.CLEAR : ScreenStatus.PARTIAL,
                missing);
    }

    private ScreenPartiesReply screenParties(ScreenPartiesRequest request) {
        questions.incrementAndGet();
        before.accept(request);
        ListAt at = request.asOf().getFirst();
        if (forgotten.contains(at.version())) {
            throw new ServiceErrorException(ErrorCode.NOT_FOUND, "no longer kept");
        }
        List<PartyResult> results =
                request.parties().stream().map(asked -> result(asked, at)).toList();
        return new ScreenPartiesReply(
                results, List.of(version(at.list(), at.version())), missing, "fake-1");
    }

    private PartyResult result(AskedParty asked, ListAt at) {
        List<Hit> hits = hits(at.list(), at.version(), asked.party().name());
        ScreenStatus status = hits.isEmpty() ? ScreenStatus.CLEAR : ScreenStatus.POSSIBLE;
        return new PartyResult(
                asked.id(),
                missing.isEmpty() ? status : ScreenStatus.PARTIAL,
                hits,
                List.of(),
                null);
    }

    private List<Hit> hits(String list, int version, String name) {
        return lists.getOrDefault(list, Map.of()).getOrDefault(version, Set.of()).contains(name)
                ? List.of(new Hit(list, "E-" + name, name, 0.97, List.of()))
                : List.of();
    }

    private static ListVersion version(String list, int version) {
        return new ListVersion(list, version, 10, 12, "abc", Instant.EPOCH);
    }

    @Override
    public void close() {
        messaging.close();
    }
}
