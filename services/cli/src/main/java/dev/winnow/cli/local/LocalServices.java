package dev.winnow.cli.local;

import dev.winnow.applications.ApplicationsConfig;
import dev.winnow.applications.ApplicationsService;
import dev.winnow.datastore.DatabaseConfig;
import dev.winnow.messaging.FanOut;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.config.Secret;
import dev.winnow.messaging.ops.Health;
import dev.winnow.messaging.ops.Logging;
import dev.winnow.messaging.ops.ServiceMain;
import dev.winnow.messaging.ops.Telemetry;
import dev.winnow.screening.ScreeningConfig;
import dev.winnow.screening.ScreeningService;
import dev.winnow.velocity.VelocityConfig;
import dev.winnow.velocity.VelocityService;
import dev.winnow.watchlist.WatchlistConfig;
import dev.winnow.watchlist.WatchlistService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All services in this process, each with its own connection and database, as in production. */
final class LocalServices implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalServices.class);

    private final List<ServiceMain.Running> running = new CopyOnWriteArrayList<>();
    private final List<Telemetry> telemetries = new CopyOnWriteArrayList<>();
    private final Health health;

    LocalServices(Health health) {
        this.health = health;
    }

    /**
     * What they work with.
     *
     * @param loadRoots folders that lists may be loaded from
     * @param velocitySecret of the velocity service, which is started where it has a database
     */
    record Given(
            NatsConfig nats, Databases databases, List<Path> loadRoots, Secret velocitySecret) {}

    /** Starts them all at once; what has started when one fails is stopped by {@link #close}. */
    void start(Given given, Phases phases) throws Exception {
        List<Callable<Integer>> starts = new ArrayList<>();
        starts.add(() -> start("applications", phases, t -> applications(given, t)));
        starts.add(() -> start("watchlist", phases, t -> watchlist(given, t)));
        starts.add(() -> start("screening", phases, t -> screening(given, t)));
        given.databases()
                .velocity()
                .ifPresent(database ->
                        starts.add(() ->
                                start("velocity", phases, t -> velocity(given, database, t))));
        FanOut.failFast(starts.size(), starts);
    }

    private interface Start {
        ServiceMain.Running with(Telemetry telemetry);
    }

    private int start(String name, Phases phases, Start start) throws Exception {
        Telemetry telemetry = Telemetry.create(name);
        telemetries.add(telemetry);
        // Several services share the process: each says whose line it is.
        Logging.as(name, () -> running.add(phases.time(name, () -> start.with(telemetry))));
        return running.size();
    }

    private ServiceMain.Running applications(Given given, Telemetry telemetry) {
        return ApplicationsService.start(
                ApplicationsConfig.of(given.nats(), given.databases().applications()),
                telemetry,
                health);
    }

    private ServiceMain.Running watchlist(Given given, Telemetry telemetry) {
        WatchlistConfig config =
                WatchlistConfig.of(given.nats(), given.databases().watchlist(), given.loadRoots());
        return WatchlistService.start(config, telemetry, health);
    }

    private ServiceMain.Running velocity(
            Given given, DatabaseConfig database, Telemetry telemetry) {
        return VelocityService.start(
                VelocityConfig.of(given.nats(), database, given.velocitySecret()),
                telemetry,
                health);
    }

    private ServiceMain.Running screening(Given given, Telemetry telemetry) {
        boolean velocity = given.databases().velocity().isPresent();
        return ScreeningService.start(
                ScreeningConfig.of(given.nats(), given.databases().screening())
                        .withVelocity(new ScreeningConfig.Velocity(velocity)),
                telemetry,
                health);
    }

    /** Every service's meters as one page. */
    String metrics() {
        return Metrics.merge(telemetries.stream().map(t -> t.prometheus().scrape()).toList());
    }

    /** Takes no more work and finishes what is in flight, in all services at once. */
    void drain(Duration limit) throws InterruptedException {
        List<Callable<Boolean>> drains =
                running.stream()
                        .<Callable<Boolean>>map(service ->
                                () -> {
                                    service.drain(limit);
                                    return true;
                                })
                        .toList();
        if (drains.isEmpty()) {
            return;
        }
        for (FanOut.Result<Boolean> result : FanOut.collect(drains.size(), drains)) {
            if (result instanceof FanOut.Result.Failure<Boolean> failure) {
                LOG.warn("a service did not drain cleanly", failure.cause());
            }
        }
    }

    @Override
    public void close() {
        running.reversed().forEach(ServiceMain.Running::close);
        telemetries.forEach(Telemetry::close);
    }
}
