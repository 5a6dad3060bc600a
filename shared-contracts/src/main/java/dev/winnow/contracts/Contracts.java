package dev.winnow.contracts;

import dev.winnow.contracts.ServiceContracts.Durable;
import dev.winnow.contracts.applications.ApplicationsContracts;
import dev.winnow.contracts.outbox.OutboxContracts;
import dev.winnow.contracts.screening.ScreeningContracts;
import dev.winnow.contracts.velocity.VelocityContracts;
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
                    WatchlistContracts.SCREEN_PARTIES,
                    WatchlistContracts.COMPARE,
                    WatchlistContracts.SEARCH,
                    WatchlistContracts.ENTRY,
                    WatchlistContracts.LOAD,
                    WatchlistContracts.LOAD_LIST,
                    WatchlistContracts.LISTS,
                    WatchlistContracts.VERSIONS,
                    WatchlistContracts.DIFF,
                    WatchlistContracts.EXCLUDE,
                    WatchlistContracts.EXCLUSIONS,
                    WatchlistContracts.WITHDRAW_EXCLUSION,
                    VelocityContracts.CHECK,
                    ScreeningContracts.RESULT,
                    ScreeningContracts.POLICY,
                    ScreeningContracts.LOAD_POLICY,
                    ScreeningContracts.HISTORY,
                    ScreeningContracts.RESCREENINGS,
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
                    WatchlistContracts.CHANGED,
                    ScreeningContracts.STARTED,
                    ScreeningContracts.COMPLETED,
                    ScreeningContracts.RESCREENED);

    /** Who does what. What a service answers and publishes is in the lists above. */
    public static final List<ServiceContracts> SERVICES =
            List.of(
                    service(
                            ApplicationsContracts.SERVICE,
                            List.of(),
                            List.of(new Durable(Streams.SCREENING, Streams.APPLICATIONS_SCREENING)),
                            List.of()),
                    service(
                            WatchlistContracts.SERVICE,
                            List.of(),
                            List.of(),
                            List.of(WatchlistContracts.LOADED)),
                    service(VelocityContracts.SERVICE, List.of(), List.of(), List.of()),
                    service(
                            ScreeningContracts.SERVICE,
                            List.of(
                                    WatchlistContracts.SCREEN,
                                    WatchlistContracts.SCREEN_PARTIES,
                                    VelocityContracts.CHECK),
                            List.of(
                                    new Durable(Streams.APPLICATIONS, Streams.SCREENING_SUBMITTED),
                                    new Durable(Streams.WATCHLIST, Streams.SCREENING_LISTS)),
                            List.of()));

    private Contracts() {}

    private static ServiceContracts service(
            String name,
            List<RequestContract<?, ?>> calls,
            List<Durable> consumes,
            List<EventContract<?>> hears) {
        return new ServiceContracts(
                name,
                REQUESTS.stream().filter(contract -> contract.service().equals(name)).toList(),
                EVENTS.stream().filter(contract -> contract.service().equals(name)).toList(),
                calls,
                consumes,
                hears);
    }
}
