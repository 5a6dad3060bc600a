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

    public static final EventContract<ListVersion> LOADED =
            new EventContract<>(
                    SERVICE,
                    "loaded",
                    1,
                    Streams.WATCHLIST,
                    "A new version of a list is in force.",
                    ListVersion.class,
                    ListVersion::list);

    private WatchlistContracts() {}
}
