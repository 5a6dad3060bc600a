package dev.winnow.watchlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.RequestContract;
import dev.winnow.contracts.watchlist.AskedParty;
import dev.winnow.contracts.watchlist.DiffReply;
import dev.winnow.contracts.watchlist.DiffRequest;
import dev.winnow.contracts.watchlist.ExclusionsReply;
import dev.winnow.contracts.watchlist.ExclusionsRequest;
import dev.winnow.contracts.watchlist.ListAt;
import dev.winnow.contracts.watchlist.ListChanged;
import dev.winnow.contracts.watchlist.ListSource;
import dev.winnow.contracts.watchlist.ListVersion;
import dev.winnow.contracts.watchlist.ListsReply;
import dev.winnow.contracts.watchlist.ListsRequest;
import dev.winnow.contracts.watchlist.LoadListRequest;
import dev.winnow.contracts.watchlist.LoadReply;
import dev.winnow.contracts.watchlist.Party;
import dev.winnow.contracts.watchlist.ScreenPartiesReply;
import dev.winnow.contracts.watchlist.ScreenPartiesRequest;
import dev.winnow.contracts.watchlist.SearchReply;
import dev.winnow.contracts.watchlist.SearchRequest;
import dev.winnow.contracts.watchlist.WatchlistContracts;
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
import dev.winnow.testkit.TestDatabase;
import dev.winnow.testkit.TestNats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A watchlist service on real servers, asked through its contracts. */
abstract class ListsFixture {
    static final Duration SOON = Duration.ofSeconds(20);
    static final String HEADER = "entry,kind,name,countries\n";
    static final String VORENKOV = "X-1,person,\"VORENKOV, Anatoly Sergeyevich\",CY\n";
    static final String PENDERECKA = "X-2,person,\"PENDERECKA, Jagoda\",\n";
    static final String ZOLTRAX = "X-3,organisation,\"ZOLTRAX TRADING LTD\",\n";

    @TempDir Path folder;
    final TestNats nats = TestNats.shared();
    final TestDatabase database = TestDatabase.fresh();
    final List<AutoCloseable> open = new ArrayList<>();
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

    <Q, R> void kit(RequestContract<Q, R> contract, Q request) {
        EndpointKit.of(contract, request).against(nats.config()).check();
    }

    RawClient.Subscription listen(Queue<ListChanged> events) {
        RawClient.Subscription subscription =
                caller.raw()
                        .subscribe(
                                "events.watchlist.changed.v1.*",
                                message ->
                                        events.add(Json.read(message.body(), ListChanged.class)));
        caller.raw().flush(SOON);
        return subscription;
    }

    <Q, R> R call(RequestContract<Q, R> contract, Q request) {
        return caller.client(contract, CallPolicy.ofDefaults()).call(request);
    }

    LoadReply load(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("list.csv"), text);
        return call(
                WatchlistContracts.LOAD_LIST,
                new LoadListRequest("a", file.toString(), null, null));
    }

    static LoadListRequest source(String list) {
        return new LoadListRequest(list, null, null, null);
    }

    DiffReply diff(
            @Nullable Integer from,
            @Nullable Integer to,
            @Nullable Integer size,
            @Nullable String token) {
        return call(WatchlistContracts.DIFF, new DiffRequest("a", from, to, size, token));
    }

    ScreenPartiesReply screen(List<ListAt> asOf, AskedParty... parties) {
        return call(WatchlistContracts.SCREEN_PARTIES, request(asOf, parties));
    }

    static ScreenPartiesRequest request(List<ListAt> asOf, AskedParty... parties) {
        return new ScreenPartiesRequest(List.of(parties), List.of(), asOf, null, null);
    }

    static AskedParty party(String id) {
        return party(id, "Anatoly Sergeyevich Vorenkov");
    }

    static AskedParty party(String id, String name) {
        return new AskedParty(id, Party.named(name), null);
    }

    static AskedParty keyed(String partyKey) {
        return new AskedParty("x", Party.named("Anatoly Sergeyevich Vorenkov"), partyKey);
    }

    SearchReply search(String text) {
        return call(WatchlistContracts.SEARCH, new SearchRequest(text, List.of(), null, null));
    }

    ExclusionsReply exclusions(@Nullable String token) {
        return call(
                WatchlistContracts.EXCLUSIONS, new ExclusionsRequest(null, "a", null, 1, token));
    }

    ListsReply lists() {
        return call(WatchlistContracts.LISTS, new ListsRequest());
    }

    int version(String list) {
        return lists().lists().stream()
                .filter(version -> version.list().equals(list))
                .mapToInt(ListVersion::version)
                .findFirst()
                .orElse(0);
    }

    @Nullable String problem(String list) {
        return lists().sources().stream()
                .filter(source -> source.list().equals(list))
                .findFirst()
                .map(ListSource::problem)
                .orElse(null);
    }

    void start(Map<String, String> sources, String... lists) {
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
                                        defaults.pastVersions(),
                                        Optional.empty())),
                        Telemetry.none(),
                        new Health()));
    }

    static void refused(ThrowingCallable call, ErrorCode code, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ServiceErrorException.class,
                        e -> assertThat(e.code().code()).isEqualTo(code.code()))
                .hasMessageContaining(message);
    }
}
