package dev.winnow.watchlist;

import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.datastore.Datastore;
import dev.winnow.matching.Normaliser;
import dev.winnow.messaging.LongWork;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.Policies;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Health;
import dev.winnow.messaging.ops.ServiceMain;
import dev.winnow.messaging.ops.Telemetry;
import dev.winnow.watchlist.adapter.in.nats.ExclusionEndpoints;
import dev.winnow.watchlist.adapter.in.nats.ListEndpoints;
import dev.winnow.watchlist.adapter.in.nats.ScreenEndpoints;
import dev.winnow.watchlist.adapter.out.files.FormatReaders;
import dev.winnow.watchlist.adapter.out.files.IndexFiles;
import dev.winnow.watchlist.adapter.out.files.ListFileReader;
import dev.winnow.watchlist.adapter.out.files.SourceReader;
import dev.winnow.watchlist.adapter.out.jdbi.JdbiExclusions;
import dev.winnow.watchlist.adapter.out.jdbi.JdbiLists;
import dev.winnow.watchlist.adapter.out.jdbi.JdbiSources;
import dev.winnow.watchlist.adapter.out.nats.OutboxAnnouncements;
import dev.winnow.watchlist.application.CurrentLists;
import dev.winnow.watchlist.application.LoadList;
import dev.winnow.watchlist.application.LookAround;
import dev.winnow.watchlist.application.ManageExclusions;
import dev.winnow.watchlist.application.PastLists;
import dev.winnow.watchlist.application.ScreenParties;
import dev.winnow.watchlist.application.WatchSources;
import dev.winnow.watchlist.domain.NameIndexes;
import dev.winnow.watchlist.domain.Source;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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
    private final SourceSchedule schedule;
    private final SourceReader sourceReader;

    private WatchlistService(
            Datastore datastore,
            Messaging messaging,
            Refresher refresher,
            SourceSchedule schedule,
            SourceReader sourceReader) {
        this.datastore = datastore;
        this.messaging = messaging;
        this.refresher = refresher;
        this.schedule = schedule;
        this.sourceReader = sourceReader;
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
        Clock clock = Clock.systemUTC();
        List<Source> sources = SourceSettings.sources(settings.sources(), config.sources());
        Normaliser normaliser = Normaliser.standard();
        JdbiLists lists = new JdbiLists(datastore);
        JdbiExclusions exclusions = new JdbiExclusions(datastore);
        CurrentLists current =
                new CurrentLists(
                        lists,
                        normaliser,
                        settings.sources(),
                        settings.indexFolder()
                                .<NameIndexes>map(IndexFiles::new)
                                .orElseGet(NameIndexes::made));
        current.refresh();
        FormatReaders readers =
                new FormatReaders(settings.maxFileSize().bytes(), settings.skipUnknownEntries());
        SourceReader sourceReader =
                new SourceReader(readers, settings.maxFileSize().bytes(), settings.sourceTimeout());
        LoadList loadList =
                new LoadList(
                        new ListFileReader(settings.loadRoots(), readers),
                        lists,
                        new OutboxAnnouncements(datastore.outbox()),
                        current,
                        new LoadList.Limits(
                                settings.maxEntries(),
                                settings.maxShrinkPercent(),
                                settings.keepVersions()),
                        clock);
        WatchSources watchSources =
                new WatchSources(
                        sources, new JdbiSources(datastore), sourceReader, loadList, clock);
        ScreenParties screenParties =
                new ScreenParties(
                        current,
                        new PastLists(
                                lists,
                                current,
                                settings.pastVersions(),
                                work -> LongWork.call("watchlist-past-version", work)),
                        exclusions,
                        settings.threshold(),
                        settings.limit(),
                        clock);
        Refresher refresher = new Refresher(current, settings.refreshInterval());
        SourceSchedule schedule = new SourceSchedule(watchSources, clock);

        new ScreenEndpoints(screenParties, new LookAround(current, lists, normaliser))
                .register(messaging);
        new ListEndpoints(loadList, current, lists, watchSources).register(messaging);
        new ExclusionEndpoints(new ManageExclusions(exclusions, lists, clock)).register(messaging);
        messaging.onSignal(WatchlistContracts.LOADED, event -> refresher.nudge());
        WatchlistMeters.register(telemetry.meters(), current, schedule);
        messaging.register(health);
        health.register("watchlist-database", datastore::healthy);
        health.registerProblem("watchlist-outbox", datastore::outboxProblem);
        health.register("watchlist-index", current::isLoaded);
        datastore.startRelay(messaging.publisher());
        datastore.answerOutbox(messaging);
        messaging.onDrain(datastore::stopRelay);
        messaging.start();
        refresher.start();
        schedule.start();
        return new WatchlistService(datastore, messaging, refresher, schedule, sourceReader);
    }

    @Override
    public void drain(Duration limit) {
        sourceReader.close();
        schedule.close();
        refresher.close();
        messaging.drain(limit);
    }

    @Override
    public void close() {
        sourceReader.close();
        schedule.close();
        refresher.close();
        messaging.close();
        datastore.close();
    }
}
