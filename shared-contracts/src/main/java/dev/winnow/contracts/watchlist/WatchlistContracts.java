package dev.winnow.contracts.watchlist;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.EventContract;
import dev.winnow.contracts.RequestContract;
import dev.winnow.contracts.Streams;
import java.time.Duration;
import java.util.List;

/** What the watchlist service answers and publishes. */
public final class WatchlistContracts {
    public static final String SERVICE = "watchlist";

    public static final RequestContract<ScreenRequest, ScreenReply> SCREEN =
            new RequestContract<>(
                    SERVICE,
                    "screen",
                    1,
                    "Looks for a party on every loaded list. With no list loaded it is unavailable,"
                            + " never empty.",
                    ScreenRequest.class,
                    ScreenReply.class,
                    List.of(),
                    Duration.ofSeconds(1),
                    true);

    public static final RequestContract<LoadRequest, LoadReply> LOAD =
            new RequestContract<>(
                    SERVICE,
                    "load",
                    1,
                    "Loads a list as a new version, all of it or nothing; the same content again"
                            + " changes nothing.",
                    LoadRequest.class,
                    LoadReply.class,
                    List.of(ErrorCode.UNPROCESSABLE),
                    Duration.ofMinutes(2),
                    true);

    public static final RequestContract<ListsRequest, ListsReply> LISTS =
            new RequestContract<>(
                    SERVICE,
                    "lists",
                    1,
                    "Gives the loaded lists with their versions.",
                    ListsRequest.class,
                    ListsReply.class,
                    List.of(),
                    Duration.ofSeconds(2),
                    true);

    public static final RequestContract<ScreenPartiesRequest, ScreenPartiesReply> SCREEN_PARTIES =
            new RequestContract<>(
                    SERVICE,
                    "screen",
                    2,
                    "Looks for several parties on the lists that were chosen, as they are or as"
                            + " they were in a version, and leaves out what was excluded.",
                    ScreenPartiesRequest.class,
                    ScreenPartiesReply.class,
                    List.of(ErrorCode.NOT_FOUND),
                    Duration.ofSeconds(5),
                    true);

    public static final RequestContract<CompareRequest, CompareReply> COMPARE =
            new RequestContract<>(
                    SERVICE,
                    "compare",
                    1,
                    "Says how alike two parties are, and why.",
                    CompareRequest.class,
                    CompareReply.class,
                    List.of(),
                    Duration.ofSeconds(1),
                    true);

    public static final RequestContract<SearchRequest, SearchReply> SEARCH =
            new RequestContract<>(
                    SERVICE,
                    "search",
                    1,
                    "Finds entries by a name, an entry's number or a document's number.",
                    SearchRequest.class,
                    SearchReply.class,
                    List.of(),
                    Duration.ofSeconds(2),
                    true);

    public static final RequestContract<EntryRequest, ListedEntry> ENTRY =
            new RequestContract<>(
                    SERVICE,
                    "entry",
                    1,
                    "Gives all that a list says of a party, now or in an earlier version.",
                    EntryRequest.class,
                    ListedEntry.class,
                    List.of(ErrorCode.NOT_FOUND),
                    Duration.ofSeconds(2),
                    true);

    public static final RequestContract<LoadListRequest, LoadReply> LOAD_LIST =
            new RequestContract<>(
                    SERVICE,
                    "load",
                    2,
                    "Loads a list from files or from its source as a new version, all of it or"
                            + " nothing; the same content again changes nothing.",
                    LoadListRequest.class,
                    LoadReply.class,
                    List.of(ErrorCode.NOT_FOUND, ErrorCode.UNPROCESSABLE),
                    Duration.ofMinutes(5),
                    true);

    public static final RequestContract<VersionsRequest, VersionsReply> VERSIONS =
            new RequestContract<>(
                    SERVICE,
                    "versions",
                    1,
                    "Gives the versions of a list that were ever loaded, the newest first.",
                    VersionsRequest.class,
                    VersionsReply.class,
                    List.of(ErrorCode.NOT_FOUND),
                    Duration.ofSeconds(2),
                    true);

    public static final RequestContract<DiffRequest, DiffReply> DIFF =
            new RequestContract<>(
                    SERVICE,
                    "diff",
                    1,
                    "Gives the entries that differ between two versions of a list, page by page.",
                    DiffRequest.class,
                    DiffReply.class,
                    List.of(ErrorCode.NOT_FOUND),
                    Duration.ofSeconds(10),
                    true);

    public static final RequestContract<ExcludeRequest, Exclusion> EXCLUDE =
            new RequestContract<>(
                    SERVICE,
                    "exclude",
                    1,
                    "Says that a party is not the one of an entry, with actor, reason and end; void"
                            + " when the entry changes.",
                    ExcludeRequest.class,
                    Exclusion.class,
                    List.of(ErrorCode.NOT_FOUND),
                    Duration.ofSeconds(2),
                    true);

    public static final RequestContract<ExclusionsRequest, ExclusionsReply> EXCLUSIONS =
            new RequestContract<>(
                    SERVICE,
                    "exclusions",
                    1,
                    "Gives exclusions with the state that they are in.",
                    ExclusionsRequest.class,
                    ExclusionsReply.class,
                    List.of(),
                    Duration.ofSeconds(2),
                    true);

    public static final RequestContract<WithdrawExclusionRequest, Exclusion> WITHDRAW_EXCLUSION =
            new RequestContract<>(
                    SERVICE,
                    "withdraw-exclusion",
                    1,
                    "Takes an exclusion back.",
                    WithdrawExclusionRequest.class,
                    Exclusion.class,
                    List.of(ErrorCode.NOT_FOUND),
                    Duration.ofSeconds(2),
                    true);

    public static final EventContract<ListVersion> LOADED =
            new EventContract<>(
                    SERVICE,
                    "loaded",
                    1,
                    Streams.WATCHLIST,
                    "A new version of a list is in force.",
                    ListVersion.class,
                    ListVersion::list);

    public static final EventContract<ListChanged> CHANGED =
            new EventContract<>(
                    SERVICE,
                    "changed",
                    1,
                    Streams.WATCHLIST,
                    "A list says something else than before: how many entries were added, removed,"
                            + " changed.",
                    ListChanged.class,
                    ListChanged::list);

    private WatchlistContracts() {}
}
