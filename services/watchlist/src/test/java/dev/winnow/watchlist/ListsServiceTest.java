package dev.winnow.watchlist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.watchlist.AskedParty;
import dev.winnow.contracts.watchlist.DiffReply;
import dev.winnow.contracts.watchlist.EntryRequest;
import dev.winnow.contracts.watchlist.Hit;
import dev.winnow.contracts.watchlist.ListAt;
import dev.winnow.contracts.watchlist.ListChanged;
import dev.winnow.contracts.watchlist.ListVersion;
import dev.winnow.contracts.watchlist.ListedEntry;
import dev.winnow.contracts.watchlist.ListsReply;
import dev.winnow.contracts.watchlist.LoadReply;
import dev.winnow.contracts.watchlist.PartyResult;
import dev.winnow.contracts.watchlist.ScreenPartiesReply;
import dev.winnow.contracts.watchlist.ScreenRequest;
import dev.winnow.contracts.watchlist.ScreenStatus;
import dev.winnow.contracts.watchlist.VersionsRequest;
import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Versions, sources and several parties, on real servers. */
final class ListsServiceTest extends ListsFixture {
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
    void anAnswerThatNoMessageTakesIsRefusedInWords() throws IOException {
        String name = "Vorenkov Anatoly " + "Sergeyevich ".repeat(150);
        StringBuilder list = new StringBuilder(HEADER);
        for (int i = 0; i < 30; i++) {
            list.append("N-").append(i).append(",person,").append(name).append(",CY\n");
        }
        start(Map.of());
        load(list.toString());
        AskedParty[] parties =
                IntStream.range(0, 50)
                        .mapToObj(i -> party("p" + i, name.substring(0, 480)))
                        .toArray(AskedParty[]::new);

        refused(() -> screen(List.of(), parties), ErrorCode.TOO_LARGE, "ask for fewer parties");

        assertThat(screen(List.of(), parties[0]).results().getFirst().hits()).hasSize(20);
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
}
