package dev.winnow.watchlist;

import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.datastore.Datastore;
import dev.winnow.matching.Normaliser;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.Policies;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Health;
import dev.winnow.messaging.ops.ServiceMain;
import dev.winnow.messaging.ops.Telemetry;
import dev.winnow.watchlist.adapter.in.nats.WatchlistEndpoints;
import dev.winnow.watchlist.adapter.out.files.ListFileReader;
import dev.winnow.watchlist.adapter.out.jdbi.JdbiLists;
import dev.winnow.watchlist.adapter.out.nats.OutboxAnnouncements;
import dev.winnow.watchlist.application.CurrentLists;
import dev.winnow.watchlist.application.LoadList;
import dev.winnow.watchlist.application.ScreenParty;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * Main entry point: one running watchlist service, with its own connection to NATS and its own
 * database.
 */
public final class WatchlistService implements ServiceMain.Running {
    private static final ServiceInfo INFO =
            new ServiceInfo(
                    WatchlistContracts.SERVICE,
                    "0.1.0",
                    "Who is on a list: name matching over sanctions lists.",
                    Map.of());

    private final Datastore datastore;
    private final Messaging messaging;
    private final Refresher refresher;

    private WatchlistService(Datastore datastore, Messaging messaging, Refresher refresher) {
        this.datastore = datastore;
        this.messaging = messaging;
        this.refresher = refresher;
    }

    /** Starts it; when this returns it answers, from the lists that its database has. */
    public static WatchlistService start(
            WatchlistConfig config, Telemetry telemetry, Health health) {
        Datastore datastore =
                Datastore.open(WatchlistContracts.SERVICE, config.database(), telemetry);
        try {
            Messaging messaging =
                    Messaging.connect(
                            config.nats(), INFO, telemetry, Policies.of(config.policies()));
            try {
                return start(config, datastore, messaging, telemetry, health);
            } catch (RuntimeException e) {
                messaging.close();
                throw e;
            }
        } catch (RuntimeException e) {
            datastore.close();
            throw e;
        }
    }

    private static WatchlistService start(
            WatchlistConfig config,
            Datastore datastore,
            Messaging messaging,
            Telemetry telemetry,
            Health health) {
        WatchlistConfig.Settings settings = config.watchlist();
        JdbiLists lists = new JdbiLists(datastore);
        CurrentLists current = new CurrentLists(lists, Normaliser.standard());
        current.refresh();
        LoadList loadList =
                new LoadList(
                        new ListFileReader(
                                settings.loadRoots(),
                                settings.maxFileSize().bytes(),
                                settings.skipUnknownEntries()),
                        lists,
                        new OutboxAnnouncements(datastore.outbox()),
                        current,
                        new LoadList.Limits(
                                settings.maxEntries(),
                                settings.maxShrinkPercent(),
                                settings.keepVersions()),
                        Clock.systemUTC());
        ScreenParty screenParty = new ScreenParty(current, settings.threshold(), settings.limit());
        Refresher refresher = new Refresher(current, settings.refreshInterval());

        new WatchlistEndpoints(screenParty, loadList, current).register(messaging);
        messaging.onSignal(WatchlistContracts.LOADED, event -> refresher.nudge());
        WatchlistMeters.register(telemetry.meters(), current);
        messaging.register(health);
        health.register("watchlist-database", datastore::healthy);
        health.registerProblem("watchlist-outbox", datastore::outboxProblem);
        health.register("watchlist-index", current::isLoaded);
        datastore.startRelay(messaging.publisher());
        datastore.answerOutbox(messaging);
        messaging.onDrain(datastore::stopRelay);
        messaging.start();
        refresher.start();
        return new WatchlistService(datastore, messaging, refresher);
    }

    @Override
    public void drain(Duration limit) {
        refresher.close();
        messaging.drain(limit);
    }

    @Override
    public void close() {
        refresher.close();
        messaging.close();
        datastore.close();
    }
}
