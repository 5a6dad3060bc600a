package dev.winnow.watchlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.RequestContract;
import dev.winnow.contracts.watchlist.AskedParty;
import dev.winnow.contracts.watchlist.CompareRequest;
import dev.winnow.contracts.watchlist.DiffReply;
import dev.winnow.contracts.watchlist.DiffRequest;
import dev.winnow.contracts.watchlist.EntryRequest;
import dev.winnow.contracts.watchlist.ExcludeRequest;
import dev.winnow.contracts.watchlist.ExcludedHit;
import dev.winnow.contracts.watchlist.Exclusion;
import dev.winnow.contracts.watchlist.ExclusionsReply;
import dev.winnow.contracts.watchlist.ExclusionsRequest;
import dev.winnow.contracts.watchlist.Hit;
import dev.winnow.contracts.watchlist.ListAt;
import dev.winnow.contracts.watchlist.ListChanged;
import dev.winnow.contracts.watchlist.ListSource;
import dev.winnow.contracts.watchlist.ListVersion;
import dev.winnow.contracts.watchlist.ListedEntry;
import dev.winnow.contracts.watchlist.ListsReply;
import dev.winnow.contracts.watchlist.ListsRequest;
import dev.winnow.contracts.watchlist.LoadListRequest;
import dev.winnow.contracts.watchlist.LoadReply;
import dev.winnow.contracts.watchlist.Party;
import dev.winnow.contracts.watchlist.PartyResult;
import dev.winnow.contracts.watchlist.ScreenPartiesReply;
import dev.winnow.contracts.watchlist.ScreenPartiesRequest;
import dev.winnow.contracts.watchlist.ScreenRequest;
import dev.winnow.contracts.watchlist.ScreenStatus;
import dev.winnow.contracts.watchlist.SearchReply;
import dev.winnow.contracts.watchlist.SearchRequest;
import dev.winnow.contracts.watchlist.VersionsRequest;
import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.contracts.watchlist.WithdrawExclusionRequest;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.Policies;
import dev.winnow.messaging.RawClient;
import dev.winnow.messaging.ServiceErrorException;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.config.Section;
import dev.winnow.messaging.ops.Health;
import dev.winnow.messaging.ops.ProbeConfig;
import dev.winnow.messaging.ops.Telemetry;
import dev.winnow.testkit.EndpointKit;
import dev.winnow.testkit.Eventually;
import dev.winnow.testkit.TestDatabase;
import dev.winnow.testkit.TestNats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions, sources, several parties and exclusions, on real servers through the contracts. */
final class ListsServiceTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String HEADER = "entry,kind,name,countries\n";
    private static final String VORENKOV = "X-1,person,\"VORENKOV, Anatoly Sergeyevich\",CY\n";
    private static final String PENDERECKA = "X-2,person,\"PENDERECKA, Jagoda\",\n";
    private static final String ZOLTRAX = "X-3,organisation,\"ZOLTRAX TRADING LTD\",\n";

    @TempDir private Path folder;
    private final TestNats nats = TestNats.shared();
    private final TestDatabase database = TestDatabase.fresh();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Messaging caller;

    @BeforeEach
    void connect() {
        caller =
                Messaging.connect(
                        nats.config(),
                        new ServiceInfo("caller", "1.0.0", "", Map.of()),
                        Telemetry.none());
        open.add(caller);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    @Test
    void everyVersionIsKeptWithWhatItChangedAndAnyTwoCanBeCompared() throws IOException {
        Queue<ListChanged> events = new ConcurrentLinkedQueue<>();
        open.add(listen(events));
        start(Map.of());
        load(HEADER + VORENKOV + PENDERECKA);
        load(HEADER + VORENKOV.replace("CY", "MT") + PENDERECKA + ZOLTRAX);
        load(HEADER + VORENKOV + ZOLTRAX);

        List<ListVersion> versions =
                call(WatchlistContracts.VERSIONS, new VersionsRequest("a", null, null)).versions();
        assertThat(versions).extracting(ListVersion::version).containsExactly(3, 2, 1);
        assertThat(versions).extracting(ListVersion::added).containsExactly(0, 1, 2);
        assertThat(versions).extracting(ListVersion::removed).containsExactly(1, 0, 0);
        assertThat(versions).extracting(ListVersion::changed).containsExactly(1, 1, 0);
        assertThat(versions).allMatch(version -> version.publishedAt() != null);

        DiffReply last = diff(null, null, null, null);
        assertThat(last.from()).isEqualTo(2);
        assertThat(last.changes())
                .containsExactly(
                        new DiffReply.Change(
                                "X-1", "VORENKOV, Anatoly Sergeyevich", DiffReply.Kind.CHANGED),
                        new DiffReply.Change("X-2", "PENDERECKA, Jagoda", DiffReply.Kind.REMOVED));
        DiffReply over = diff(1, 3, null, null);
        assertThat(over.changes())
                .extracting(DiffReply.Change::entry)
                .containsExactly("X-2", "X-3");
        assertThat(List.of(over.added(), over.removed(), over.changed())).containsExactly(1, 1, 0);
        DiffReply back = diff(0, 1, 1, null);
        assertThat(back.added()).isEqualTo(2);
        assertThat(back.changes()).extracting(DiffReply.Change::entry).containsExactly("X-1");
        assertThat(diff(0, 1, 1, back.nextPageToken()).changes())
                .extracting(DiffReply.Change::entry)
                .containsExactly("X-2");
        refused(() -> diff(1, 9, null, null), ErrorCode.NOT_FOUND, "version 9 of list a");
        refused(() -> diff(3, 1, null, null), ErrorCode.INVALID_REQUEST, "later");

        Eventually.that(SOON, () -> events.size() == 3);
        assertThat(events)
                .extracting(e -> List.of(e.to(), e.added(), e.removed(), e.changed()))
                .containsExactly(List.of(1, 2, 0, 0), List.of(2, 1, 0, 1), List.of(3, 0, 1, 1));
    }

    @Test
    void anEntryIsShownAsItIsAndAsItWas() throws IOException {
        start(Map.of());
        load(HEADER + VORENKOV);
        load(HEADER + VORENKOV.replace("CY", "MT"));

        ListedEntry now = call(WatchlistContracts.ENTRY, new EntryRequest("a", "X-1", null));

        assertThat(now.version()).isEqualTo(2);
        assertThat(now.countries()).containsExactly("MT");
        assertThat(call(WatchlistContracts.ENTRY, new EntryRequest("a", "X-1", 1)).countries())
                .containsExactly("CY");
        refused(
                () -> call(WatchlistContracts.ENTRY, new EntryRequest("a", "X-9", null)),
                ErrorCode.NOT_FOUND,
                "no such entry");
        refused(
                () -> call(WatchlistContracts.ENTRY, new EntryRequest("b", "X-1", null)),
                ErrorCode.NOT_FOUND,
                "there is no list b");
    }

    @Test
    void severalPartiesAreScreenedAsItIsAndAsItWas() throws IOException {
        start(Map.of());
        load(HEADER + VORENKOV + PENDERECKA);
        load(HEADER + PENDERECKA + ZOLTRAX);

        ScreenPartiesReply now = screen(List.of(), party("a"), party("b", "Jagoda Penderecka"));
        assertThat(now.results())
                .extracting(PartyResult::status)
                .containsExactly(ScreenStatus.CLEAR, ScreenStatus.POSSIBLE);
        ScreenPartiesReply then = screen(List.of(new ListAt("a", 1)), party("a"), party("e", "?"));
        assertThat(then.lists()).extracting(ListVersion::version).containsExactly(1);
        assertThat(then.results().getFirst().hits()).extracting(Hit::entry).containsExactly("X-1");
        assertThat(then.results().getLast().status()).isEqualTo(ScreenStatus.ERROR);
        refused(
                () -> screen(List.of(new ListAt("a", 7)), party("a")),
                ErrorCode.NOT_FOUND,
                "version 7 of list a");
        refused(() -> screen(List.of(), party("a"), party("a")), ErrorCode.INVALID_REQUEST, "id");
    }

    @Test
    void anExclusionHoldsForItsPartyUntilTheEntryChanges() throws IOException {
        start(Map.of());
        load(HEADER + VORENKOV + PENDERECKA);
        ExcludeRequest said =
                new ExcludeRequest("customer-1", "a", "X-1", "alice", "another birthday", null);

        Exclusion exclusion = call(WatchlistContracts.EXCLUDE, said);

        assertThat(exclusion.state()).isEqualTo(Exclusion.State.ACTIVE);
        assertThat(call(WatchlistContracts.EXCLUDE, said)).isEqualTo(exclusion);
        PartyResult result = screen(List.of(), keyed("customer-1")).results().getFirst();
        assertThat(result.status()).isEqualTo(ScreenStatus.CLEAR);
        assertThat(result.excluded())
                .extracting(ExcludedHit::exclusion)
                .containsExactly(exclusion.id());
        assertThat(screen(List.of(), keyed("customer-2")).results().getFirst().hits()).hasSize(1);

        load(HEADER + VORENKOV.replace("CY", "MT") + PENDERECKA);
        assertThat(screen(List.of(), keyed("customer-1")).results().getFirst().hits()).hasSize(1);
        assertThat(exclusions(null).exclusions())
                .extracting(Exclusion::state)
                .containsExactly(Exclusion.State.VOID);

        Exclusion back =
                call(
                        WatchlistContracts.WITHDRAW_EXCLUSION,
                        new WithdrawExclusionRequest(exclusion.id(), "bob", "was him"));
        assertThat(back.state()).isEqualTo(Exclusion.State.WITHDRAWN);
        Exclusion second = call(WatchlistContracts.EXCLUDE, said);
        ExclusionsReply first = exclusions(null);
        assertThat(first.exclusions()).extracting(Exclusion::id).containsExactly(second.id());
        assertThat(exclusions(first.nextPageToken()).exclusions())
                .extracting(Exclusion::id)
                .containsExactly(exclusion.id());
        refused(
                () ->
                        call(
                                WatchlistContracts.EXCLUDE,
                                new ExcludeRequest("c", "a", "X-9", "alice", "x", null)),
                ErrorCode.NOT_FOUND,
                "no such entry");
        refused(
                () ->
                        call(
                                WatchlistContracts.WITHDRAW_EXCLUSION,
                                new WithdrawExclusionRequest("none", "bob", "x")),
                ErrorCode.NOT_FOUND,
                "no such exclusion");
    }

    @Test
    void peopleCompareAndSearch() throws IOException {
        start(Map.of());
        load(HEADER + VORENKOV + PENDERECKA);

        assertThat(
                        call(
                                        WatchlistContracts.COMPARE,
                                        new CompareRequest(
                                                Party.named("Anatoly Vorenkov"),
                                                Party.named("VORENKOV, Anatoli")))
                                .score())
                .isGreaterThan(0.85);
        assertThat(
                        call(
                                        WatchlistContracts.COMPARE,
                                        new CompareRequest(
                                                Party.named("Anatoly Vorenkov"),
                                                Party.named("Margaret Thistlewood")))
                                .score())
                .isLessThan(0.5);
        assertThat(search("x-2").entries()).isEmpty();
        assertThat(search("X-2").entries())
                .extracting(SearchReply.Found::name)
                .containsExactly("PENDERECKA, Jagoda");
        assertThat(search("Vorenkov Anatoly").entries())
                .extracting(SearchReply.Found::entry)
                .containsExactly("X-1");
    }

    @Test
    void sourcesAreLoadedByThemselvesAndOneThatFailsIsSeenAndMakesAnswersPartial()
            throws IOException {
        Path good = Files.writeString(folder.resolve("good.csv"), HEADER + VORENKOV);
        Path bad = Files.writeString(folder.resolve("bad.csv"), HEADER + "X-1,martian,Zork,\n");
        start(
                Map.of(
                        "sources.good.location",
                        good.toString(),
                        "sources.good.interval",
                        "1s",
                        "sources.bad.location",
                        bad.toString(),
                        "sources.bad.interval",
                        "1s"),
                "good",
                "bad");

        Eventually.that(SOON, () -> lists().lists().size() == 1 && problem("bad") != null);

        ListsReply lists = lists();
        assertThat(lists.missing()).containsExactly("bad");
        assertThat(problem("bad")).contains("bad.csv line 2: kind must be");
        assertThat(problem("good")).isNull();
        assertThat(
                        call(
                                        WatchlistContracts.SCREEN,
                                        new ScreenRequest(
                                                "Margaret Thistlewood",
                                                null,
                                                null,
                                                List.of(),
                                                List.of(),
                                                null,
                                                null))
                                .status())
                .isEqualTo(ScreenStatus.PARTIAL);

        Files.writeString(bad, HEADER + PENDERECKA);
        Files.writeString(good, HEADER + VORENKOV + ZOLTRAX);
        Eventually.that(SOON, () -> lists().missing().isEmpty() && version("good") == 2);
        Eventually.that(SOON, () -> problem("bad") == null);
        LoadReply again = call(WatchlistContracts.LOAD_LIST, source("good"));
        assertThat(again.changed()).isFalse();
        refused(
                () -> call(WatchlistContracts.LOAD_LIST, source("other")),
                ErrorCode.NOT_FOUND,
                "list other has no source");
    }

    @Test
    void everyEndpointPassesTheContractKit() throws IOException {
        start(Map.of());
        load(HEADER + VORENKOV);
        kit(WatchlistContracts.SCREEN_PARTIES, request(List.of(), party("a")));
        kit(WatchlistContracts.SEARCH, new SearchRequest("X-1", List.of(), null, null));
        kit(WatchlistContracts.ENTRY, new EntryRequest("a", "X-1", null));
        kit(WatchlistContracts.DIFF, new DiffRequest("a", null, null, null, null));
        kit(WatchlistContracts.VERSIONS, new VersionsRequest("a", null, null));
        kit(WatchlistContracts.EXCLUSIONS, new ExclusionsRequest(null, null, null, null, null));
        kit(
                WatchlistContracts.COMPARE,
                new CompareRequest(Party.named("Anatoly"), Party.named("Anatoli")));
        EndpointKit.of(
                        WatchlistContracts.EXCLUDE,
                        new ExcludeRequest("customer-9", "a", "X-1", "alice", "reason", null))
                .counting(() ->
                        call(
                                        WatchlistContracts.EXCLUSIONS,
                                        new ExclusionsRequest(null, null, null, null, null))
                                .exclusions()
                                .size())
                .against(nats.config())
                .check();
        kit(
                WatchlistContracts.LOAD_LIST,
                new LoadListRequest("a", folder.resolve("list.csv").toString(), null, null));
    }

    private <Q, R> void kit(RequestContract<Q, R> contract, Q request) {
        EndpointKit.of(contract, request).against(nats.config()).check();
    }

    private RawClient.Subscription listen(Queue<ListChanged> events) {
        RawClient.Subscription subscription =
                caller.raw()
                        .subscribe(
                                "events.watchlist.changed.v1.*",
                                message ->
                                        events.add(Json.read(message.body(), ListChanged.class)));
        caller.raw().flush(SOON);
        return subscription;
    }

    private <Q, R> R call(RequestContract<Q, R> contract, Q request) {
        return caller.client(contract, CallPolicy.ofDefaults()).call(request);
    }

    private LoadReply load(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("list.csv"), text);
        return call(
                WatchlistContracts.LOAD_LIST,
                new LoadListRequest("a", file.toString(), null, null));
    }

    private static LoadListRequest source(String list) {
        return new LoadListRequest(list, null, null, null);
    }

    private DiffReply diff(
            @Nullable Integer from,
            @Nullable Integer to,
            @Nullable Integer size,
            @Nullable String token) {
        return call(WatchlistContracts.DIFF, new DiffRequest("a", from, to, size, token));
    }

    private ScreenPartiesReply screen(List<ListAt> asOf, AskedParty... parties) {
        return call(WatchlistContracts.SCREEN_PARTIES, request(asOf, parties));
    }

    private static ScreenPartiesRequest request(List<ListAt> asOf, AskedParty... parties) {
        return new ScreenPartiesRequest(List.of(parties), List.of(), asOf, null, null);
    }

    private static AskedParty party(String id) {
        return party(id, "Anatoly Sergeyevich Vorenkov");
    }

    private static AskedParty party(String id, String name) {
        return new AskedParty(id, Party.named(name), null);
    }

    private static AskedParty keyed(String partyKey) {
        return new AskedParty("x", Party.named("Anatoly Sergeyevich Vorenkov"), partyKey);
    }

    private SearchReply search(String text) {
        return call(WatchlistContracts.SEARCH, new SearchRequest(text, List.of(), null, null));
    }

    private ExclusionsReply exclusions(@Nullable String token) {
        return call(
                WatchlistContracts.EXCLUSIONS, new ExclusionsRequest(null, "a", null, 1, token));
    }

    private ListsReply lists() {
        return call(WatchlistContracts.LISTS, new ListsRequest());
    }

    private int version(String list) {
        return lists().lists().stream()
                .filter(version -> version.list().equals(list))
                .mapToInt(ListVersion::version)
                .findFirst()
                .orElse(0);
    }

    private @Nullable String problem(String list) {
        return lists().sources().stream()
                .filter(source -> source.list().equals(list))
                .findFirst()
                .map(ListSource::problem)
                .orElse(null);
    }

    private void start(Map<String, String> sources, String... lists) {
        WatchlistConfig.Settings defaults =
                WatchlistConfig.Settings.loadingFrom(List.of(folder.toAbsolutePath()));
        open.add(
                WatchlistService.start(
                        new WatchlistConfig(
                                nats.config(),
                                database.config(),
                                new ProbeConfig("127.0.0.1", 0),
                                Section.empty(Policies.SECTION),
                                Section.of(SourceSettings.SECTION, sources),
                                new WatchlistConfig.Settings(
                                        defaults.loadRoots(),
                                        defaults.threshold(),
                                        defaults.limit(),
                                        defaults.maxFileSize(),
                                        defaults.maxEntries(),
                                        defaults.maxShrinkPercent(),
                                        defaults.keepVersions(),
                                        defaults.refreshInterval(),
                                        defaults.skipUnknownEntries(),
                                        List.of(lists),
                                        defaults.sourceTimeout(),
                                        defaults.pastVersions())),
                        Telemetry.none(),
                        new Health()));
    }

    private static void refused(ThrowingCallable call, ErrorCode code, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ServiceErrorException.class,
                        e -> assertThat(e.code().code()).isEqualTo(code.code()))
                .hasMessageContaining(message);
    }
}
