package dev.winnow.watchlist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.watchlist.CompareRequest;
import dev.winnow.contracts.watchlist.DiffRequest;
import dev.winnow.contracts.watchlist.EntryRequest;
import dev.winnow.contracts.watchlist.ExcludeRequest;
import dev.winnow.contracts.watchlist.ExcludedHit;
import dev.winnow.contracts.watchlist.Exclusion;
import dev.winnow.contracts.watchlist.ExclusionsReply;
import dev.winnow.contracts.watchlist.ExclusionsRequest;
import dev.winnow.contracts.watchlist.LoadListRequest;
import dev.winnow.contracts.watchlist.Party;
import dev.winnow.contracts.watchlist.PartyResult;
import dev.winnow.contracts.watchlist.ScreenStatus;
import dev.winnow.contracts.watchlist.SearchReply;
import dev.winnow.contracts.watchlist.SearchRequest;
import dev.winnow.contracts.watchlist.VersionsRequest;
import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.contracts.watchlist.WithdrawExclusionRequest;
import dev.winnow.testkit.EndpointKit;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Exclusions, and what people ask, on real servers. */
final class ExclusionsServiceTest extends ListsFixture {
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
}
