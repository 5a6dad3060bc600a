package dev.winnow.screening;

import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.datastore.Datastore;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.ConsumerPolicy;
import dev.winnow.messaging.EndpointPolicy;
import dev.winnow.messaging.Messaging;
import dev.winnow.screening.adapter.in.nats.NatsAdapter;
import dev.winnow.screening.adapter.out.jdbi.JdbiRescreenings;
import dev.winnow.screening.adapter.out.nats.DeadlineLimits;
import dev.winnow.screening.adapter.out.nats.ListClient;
import dev.winnow.screening.application.BeginRescreening;
import dev.winnow.screening.application.FollowRescreenings;
import dev.winnow.screening.application.GetHistory;
import dev.winnow.screening.application.PolicyInForce;
import dev.winnow.screening.application.RescreenBatch;
import dev.winnow.screening.application.RescreenLists;
import dev.winnow.screening.application.RescreeningObserver;
import dev.winnow.screening.application.ScreeningEvents;
import dev.winnow.screening.application.WatchlistScreener;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;

/** Screening decided applications again, wired. */
final class Rescreener {
    private static final CallPolicy LIST_CALLS =
            CallPolicy.ofDefaults().withTimeout(Duration.ofSeconds(5)).withMaxAttempts(2);

    private final ScreeningConfig config;
    private final Messaging messaging;
    private final Datastore datastore;
    private final InstantSource clock;
    private final RescreeningObserver observer;
    private final JdbiRescreenings rescreenings;

    Rescreener(
            ScreeningConfig config,
            Messaging messaging,
            Datastore datastore,
            InstantSource clock,
            RescreeningObserver observer) {
        this.config = config;
        this.messaging = messaging;
        this.datastore = datastore;
        this.clock = clock;
        this.observer = observer;
        this.rescreenings = new JdbiRescreenings(datastore);
    }

    /** Declares what it answers and listens to; before the messaging is started. */
    void register(EndpointPolicy endpoints, ConsumerPolicy events) {
        NatsAdapter.endpoints(
                messaging,
                endpoints,
                new GetHistory(rescreenings),
                new FollowRescreenings(rescreenings));
        NatsAdapter.consumer(
                messaging, events, datastore, new BeginRescreening(rescreenings, clock), observer);
    }

    /** What goes on with it. */
    RescreenLists lists(ScreeningEvents events, WatchlistScreener watchlist, PolicyInForce policy) {
        ScreeningConfig.Watchlist limits = config.watchlist();
        RescreenBatch batch =
                new RescreenBatch(
                        rescreenings,
                        events,
                        new ListClient(
                                messaging.client(WatchlistContracts.SCREEN_PARTIES, LIST_CALLS),
                                limits.threshold(),
                                limits.hits()),
                        watchlist,
                        policy,
                        datastore::transact,
                        clock,
                        config.rescreening().size());
        return new RescreenLists(
                rescreenings,
                batch,
                new DeadlineLimits(),
                observer,
                clock,
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble(),
                config.rescreening().pace());
    }
}
