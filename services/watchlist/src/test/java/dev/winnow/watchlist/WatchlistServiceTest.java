package dev.winnow.watchlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.PartyKind;
import dev.winnow.contracts.watchlist.Hit;
import dev.winnow.contracts.watchlist.ListVersion;
import dev.winnow.contracts.watchlist.ListsReply;
import dev.winnow.contracts.watchlist.ListsRequest;
import dev.winnow.contracts.watchlist.LoadReply;
import dev.winnow.contracts.watchlist.LoadRequest;
import dev.winnow.contracts.watchlist.ScreenReply;
import dev.winnow.contracts.watchlist.ScreenRequest;
import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.datastore.Datastore;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.Client;
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
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service on real servers, seen through its contracts. */
final class WatchlistServiceTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String HEADER = "entry,kind,name,date_of_birth\n";
    private static final String VORENKOV =
            "X-1,person,\"VORENKOV, Anatoly Sergeyevich\",1963-05-05\n";
    private static final String PENDERECKA = "X-2,person,\"PENDERECKA, Jagoda\",\n";

    private static final String ZOLTRAX = "X-3,organisation,ZOLTRAX TRADING LTD,\n";

    @TempDir private Path folder;
    private final TestNats nats = TestNats.shared();
    private final TestDatabase database = TestDatabase.fresh();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Messaging caller;
    private Client<ScreenRequest, ScreenReply> screen;
    private Client<LoadRequest, LoadReply> load;
    private Client<ListsRequest, ListsReply> lists;

    @BeforeEach
    void connect() {
        caller =
                Messaging.connect(
                        nats.config(),
                        new ServiceInfo("caller", "1.0.0", "", Map.of()),
                        Telemetry.none());
        open.add(caller);
        screen = caller.client(WatchlistContracts.SCREEN, CallPolicy.ofDefaults());
        load = caller.client(WatchlistContracts.LOAD, CallPolicy.ofDefaults());
        lists = caller.client(WatchlistContracts.LISTS, CallPolicy.ofDefaults());
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    @Test
    void aLoadedListIsScreenedAgainst() throws IOException {
        start();
        write(HEADER + VORENKOV + PENDERECKA);

        LoadReply loaded = load();

        assertThat(loaded.changed()).isTrue();
        assertThat(loaded.version().version()).isEqualTo(1);
        assertThat(loaded.version().entries()).isEqualTo(2);
        ScreenReply reply = screen("sergeyevich ANATOLY vórenkov");
        assertThat(reply.lists()).containsExactly(loaded.version());
        assertThat(reply.algorithm()).isEqualTo("winnow-match/5");
        assertThat(reply.hits()).hasSize(1);
        Hit hit = reply.hits().getFirst();
        assertThat(hit.list()).isEqualTo("invented");
        assertThat(hit.entry()).isEqualTo("X-1");
        assertThat(hit.matchedName()).isEqualTo("VORENKOV, Anatoly Sergeyevich");
        assertThat(hit.score()).isGreaterThanOrEqualTo(0.95);
        assertThat(hit.explanation()).isNotEmpty();
        assertThat(screen("Margaret Thistlewood").hits()).isEmpty();
        assertThat(lists.call(new ListsRequest()).lists()).containsExactly(loaded.version());
        assertThat(load().changed()).isFalse();
    }

    @Test
    void withoutAListScreeningIsUnavailableAndNeverEmpty() {
        start();

        refused(() -> screen("Anatoly Vorenkov"), ErrorCode.UNAVAILABLE, "no list is loaded");
        assertThat(lists.call(new ListsRequest()).lists()).isEmpty();
    }

    @Test
    void aNameThatCannotBeComparedIsInvalid() throws IOException {
        start();
        write(HEADER + VORENKOV);
        load();

        refused(() -> screen("?!"), ErrorCode.INVALID_REQUEST, "neither a letter nor a digit");
    }

    @Test
    void aBrokenLoadChangesNothingAndSaysWhereAndWhy() throws IOException {
        start();
        write(HEADER + VORENKOV);
        ListVersion before = load().version();

        write(HEADER + VORENKOV + "X-2,martian,Zork,\n");
        refused(this::load, ErrorCode.UNPROCESSABLE, "list.csv line 3: kind must be");
        refused(
                () -> load.call(new LoadRequest("invented", "/etc/hostname", null)),
                ErrorCode.UNPROCESSABLE,
                "outside the load roots");

        assertThat(screen("Anatoly Sergeyevich Vorenkov").lists()).containsExactly(before);
        assertThat(lists.call(new ListsRequest()).lists()).containsExactly(before);
    }

    @Test
    void aRestartAnswersFromTheDatabase() throws IOException {
        WatchlistService first = start();
        write(HEADER + VORENKOV);
        ListVersion version = load().version();
        first.drain(Duration.ofSeconds(10));
        first.close();
        Files.delete(folder.resolve("list.csv"));

        start();

        ScreenReply reply = screen("Anatoly Sergeyevich Vorenkov");
        assertThat(reply.lists()).containsExactly(version);
        assertThat(reply.hits()).extracting(Hit::entry).containsExactly("X-1");
    }

    @Test
    void everyInstanceTakesANewVersionOverWhenToldAndNoneAnswersWithoutAList() throws IOException {
        // Nobody looks by himself within this test.
        start(Duration.ofHours(1));
        start(Duration.ofHours(1));
        write(HEADER + VORENKOV);
        load();
        everyInstanceAnswersFrom(1);

        write(HEADER + VORENKOV + PENDERECKA);
        load();

        everyInstanceAnswersFrom(2);
    }

    @Test
    void everyInstanceFindsANewVersionThatNobodyToldItOf() throws IOException {
        start(Duration.ofMillis(100));
        start(Duration.ofMillis(100));
        write(HEADER + VORENKOV);
        load();
        everyInstanceAnswersFrom(1);

        // As by an instance that ended before it could tell.
        try (Datastore other = Datastore.open("watchlist", database.config(), Telemetry.none())) {
            other.transactVoid(() -> {
                execute(
                        other,
                        "INSERT INTO list_version (list, version, entries, names, checksum,"
                                + " loaded_at) SELECT list, 2, entries, names, checksum,"
                                + " loaded_at FROM list_version");
            });
        }

        everyInstanceAnswersFrom(2);
    }

    @Test
    void aVersionInForceIsAnEvent() throws IOException {
        Queue<ListVersion> events = new ConcurrentLinkedQueue<>();
        RawClient.Subscription subscription =
                caller.raw()
                        .subscribe(
                                "events.watchlist.loaded.v1.*",
                                message ->
                                        events.add(Json.read(message.body(), ListVersion.class)));
        open.add(subscription);
        caller.raw().flush(SOON);
        start();
        write(HEADER + VORENKOV);

        ListVersion version = load().version();

        Eventually.that(SOON, () -> List.copyOf(events).equals(List.of(version)));
    }

    @Test
    void noQuestionFailsWhileVersionsComeAndGo() throws Exception {
        start();
        write(HEADER + VORENKOV);
        load();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger answers = new AtomicInteger();
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> askers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            askers.add(Thread.ofVirtual().start(() -> ask(stop, answers, failures)));
        }

        for (int i = 0; i < 10; i++) {
            write(HEADER + VORENKOV + PENDERECKA + (i % 2 == 0 ? ZOLTRAX : ""));
            assertThat(load().version().version()).isEqualTo(i + 2);
            int before = answers.get();
            Eventually.that(SOON, () -> answers.get() > before + 8);
        }
        stop.set(true);
        for (Thread asker : askers) {
            asker.join();
        }

        assertThat(failures).isEmpty();
    }

    @Test
    void everyEndpointPassesTheContractKit() throws IOException {
        start();
        write(HEADER + VORENKOV);
        EndpointKit.of(
                        WatchlistContracts.LOAD,
                        new LoadRequest("invented", folder.resolve("list.csv").toString(), null))
                .counting(() -> lists.call(new ListsRequest()).lists().size())
                .against(nats.config())
                .check();
        EndpointKit.of(WatchlistContracts.LISTS, new ListsRequest()).against(nats.config()).check();
        EndpointKit.of(WatchlistContracts.SCREEN, question("Anatoly Vorenkov"))
                .against(nats.config())
                .check();
    }

    private void ask(AtomicBoolean stop, AtomicInteger answers, Queue<Throwable> failures) {
        while (!stop.get()) {
            try {
                assertThat(screen("Anatoly Sergeyevich Vorenkov").hits())
                        .extracting(Hit::entry)
                        .containsExactly("X-1");
                answers.incrementAndGet();
            } catch (RuntimeException | AssertionError e) {
                failures.add(e);
                answers.incrementAndGet();
            }
        }
    }

    private static void execute(Datastore datastore, String sql) {
        assertThat(datastore.<Integer>sql(handle -> handle.execute(sql))).isPositive();
    }

    /** Which instance answers is by chance: thirty in a row are not all from one of two. */
    private void everyInstanceAnswersFrom(int version) {
        Eventually.that(
                SOON,
                () ->
                        IntStream.range(0, 30)
                                .mapToObj(i -> screen("Anatoly Sergeyevich Vorenkov").lists())
                                .allMatch(answered ->
                                        answered.size() == 1
                                                && answered.getFirst().version() == version));
    }

    private WatchlistService start() {
        return start(Duration.ofSeconds(3));
    }

    private WatchlistService start(Duration refreshInterval) {
        WatchlistConfig.Settings defaults =
                WatchlistConfig.Settings.loadingFrom(List.of(folder.toAbsolutePath()));
        WatchlistService service =
                WatchlistService.start(
                        new WatchlistConfig(
                                nats.config(),
                                database.config(),
                                new ProbeConfig("127.0.0.1", 0),
                                Section.empty(Policies.SECTION),
                                Section.empty(SourceSettings.SECTION),
                                new WatchlistConfig.Settings(
                                        defaults.loadRoots(),
                                        defaults.threshold(),
                                        defaults.limit(),
                                        defaults.maxFileSize(),
                                        defaults.maxEntries(),
                                        defaults.maxShrinkPercent(),
                                        defaults.keepVersions(),
                                        refreshInterval,
                                        defaults.skipUnknownEntries(),
                                        defaults.sources(),
                                        defaults.sourceTimeout(),
                                        defaults.pastVersions(),
                                        Optional.empty())),
                        Telemetry.none(),
                        new Health());
        open.add(service);
        return service;
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("list.csv"), text);
    }

    private LoadReply load() {
        return load.call(new LoadRequest("invented", folder.resolve("list.csv").toString(), null));
    }

    private ScreenReply screen(String name) {
        return screen.call(question(name));
    }

    private static ScreenRequest question(String name) {
        return new ScreenRequest(name, PartyKind.PERSON, null, List.of(), List.of(), null, null);
    }

    private static void refused(ThrowingCallable call, ErrorCode code, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ServiceErrorException.class,
                        e -> assertThat(e.code().code()).isEqualTo(code.code()))
                .hasMessageContaining(message);
    }
}
