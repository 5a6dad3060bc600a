package dev.winnow.contracts;

import dev.winnow.contracts.applications.ApplicationsContracts;
import dev.winnow.contracts.outbox.OutboxContracts;
import dev.winnow.contracts.screening.ScreeningContracts;
import dev.winnow.contracts.watchlist.WatchlistContracts;
import java.util.List;

/** Every contract there is; schemas, documentation and permissions are made from these lists. */
public final class Contracts {
    public static final List<RequestContract<?, ?>> REQUESTS =
            List.of(
                    ApplicationsContracts.SUBMIT,
                    ApplicationsContracts.GET,
                    ApplicationsContracts.LIST,
                    WatchlistContracts.SCREEN,
                    WatchlistContracts.LOAD,
                    WatchlistContracts.LISTS,
                    ScreeningContracts.RESULT,
                    ScreeningContracts.POLICY,
                    ScreeningContracts.LOAD_POLICY,
                    OutboxContracts.status(ApplicationsContracts.SERVICE),
                    OutboxContracts.reconcile(ApplicationsContracts.SERVICE),
                    OutboxContracts.status(WatchlistContracts.SERVICE),
                    OutboxContracts.reconcile(WatchlistContracts.SERVICE),
                    OutboxContracts.status(ScreeningContracts.SERVICE),
                    OutboxContracts.reconcile(ScreeningContracts.SERVICE));

    public static final List<EventContract<?>> EVENTS =
            List.of(
                    ApplicationsContracts.SUBMITTED,
                    ApplicationsContracts.DECIDED,
                    WatchlistContracts.LOADED,
                    ScreeningContracts.STARTED,
                    ScreeningContracts.COMPLETED);

    private Contracts() {}
}
