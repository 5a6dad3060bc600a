package dev.winnow.screening;

import dev.winnow.contracts.screening.ScreeningContracts;
import dev.winnow.contracts.velocity.VelocityContracts;
import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.datastore.Datastore;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.ConsumerPolicy;
import dev.winnow.messaging.EndpointPolicy;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.Policies;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Health;
import dev.winnow.messaging.ops.ServiceMain;
import dev.winnow.messaging.ops.Telemetry;
import dev.winnow.screening.adapter.in.nats.NatsAdapter;
import dev.winnow.screening.adapter.out.cel.CelPolicyCompiler;
import dev.winnow.screening.adapter.out.jdbi.JdbiPolicies;
import dev.winnow.screening.adapter.out.jdbi.JdbiWorkflows;
import dev.winnow.screening.adapter.out.jdbi.OutboxScreeningEvents;
import dev.winnow.screening.adapter.out.nats.DeadlineLimits;
import dev.winnow.screening.adapter.out.nats.VelocityClient;
import dev.winnow.screening.adapter.out.nats.WatchlistClient;
import dev.winnow.screening.application.GetResult;
import dev.winnow.screening.application.LoadPolicy;
import dev.winnow.screening.application.PolicyInForce;
import dev.winnow.screening.application.PolicyRefusedException;
import dev.winnow.screening.application.RecoverScreenings;
import dev.winnow.screening.application.RescreenLists;
import dev.winnow.screening.application.RunScreening;
import dev.winnow.screening.application.ScreeningRunner;
import dev.winnow.screening.application.StartPolicy;
import dev.winnow.screening.application.StartScreening;
import dev.winnow.screening.application.VelocityChecker;
import dev.winnow.screening.application.WatchlistScreener;
import dev.winnow.screening.domain.Check;
import dev.winnow.screening.domain.CheckResult;
import io.opentelemetry.context.Context;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The running service, wired; closing it without a drain is a crash that loses nothing. */
public final class ScreeningService implements ServiceMain.Running {
    private static final ServiceInfo INFO =
            new ServiceInfo(
                    ScreeningContracts.SERVICE,
                    "0.1.0",
                    "The durable workflow and the policy that decides",
                    Map.of());
    private static final EndpointPolicy ENDPOINTS =
            EndpointPolicy.ofDefaults().withMaxPayloadBytes(64 * 1024);

    /** The attempts are minutes of an absent database. */
    private static final ConsumerPolicy EVENTS = ConsumerPolicy.ofDefaults().withMaxDeliveries(20);

    /** Shorter than {@code check-timeout}: a call that fails can say why. */
    private static final CallPolicy CALLS =
            CallPolicy.ofDefaults().withTimeout(Duration.ofSeconds(2)).withMaxAttempts(2);

    private final Messaging messaging;
    private final Datastore datastore;
    private final RecoverScreenings recover;
    private final Ticker sweeper;
    private final Ticker policies;
    private final RescreenLists rescreening;
    private final Ticker rescreener;

    private ScreeningService(
            Messaging messaging,
            Datastore datastore,
            RecoverScreenings recover,
            Ticker sweeper,
            Ticker policies,
            RescreenLists rescreening,
            Ticker rescreener) {
        this.messaging = messaging;
        this.datastore = datastore;
        this.recover = recover;
        this.sweeper = sweeper;
        this.policies = policies;
        this.rescreening = rescreening;
        this.rescreener = rescreener;
    }

    /**
     * Returns when the service answers; it fails when the database or NATS cannot be used, or no
     * policy can be put in force.
     */
    public static ScreeningService start(
            ScreeningConfig config, Telemetry telemetry, Health health) {
        Datastore datastore =
                Datastore.open(ScreeningContracts.SERVICE, config.database(), telemetry);
        try {
            // Microseconds, as the database keeps them.
            InstantSource clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
            PolicyInForce inForce = new PolicyInForce();
            Observations observations = new Observations(telemetry.meters());
            LoadPolicy loading = policies(config, datastore, inForce, clock, observations);
            Messaging messaging =
                    Messaging.connect(
                            config.nats(), INFO, telemetry, Policies.of(config.policies()));
            try {
                return start(
                        config,
                        observations,
                        new Rescreener(
                                config,
                                messaging,
                                datastore,
                                clock,
                                new RescreeningObservations(telemetry.meters())),
                        health,
                        datastore,
                        messaging,
                        inForce,
                        loading,
                        clock);
            } catch (RuntimeException e) {
                messaging.close();
                throw e;
            }
        } catch (RuntimeException e) {
            datastore.close();
            throw e;
        }
    }

    private static LoadPolicy policies(
            ScreeningConfig config,
            Datastore datastore,
            PolicyInForce inForce,
            InstantSource clock,
            Observations observations) {
        JdbiPolicies stored = new JdbiPolicies(datastore);
        CelPolicyCompiler compiler = new CelPolicyCompiler();
        LoadPolicy loading = new LoadPolicy(stored, compiler, inForce, datastore::transact, clock);
        Optional<Path> file = config.screening().policyFile();
        StartPolicy first = new StartPolicy(stored, compiler, loading, observations);
        String origin = file.map(Path::toString).orElse("bundled with the service");
        try {
            first.ensure(
                    () -> file.map(PolicySource::file).orElseGet(PolicySource::bundled),
                    origin,
                    file.isEmpty());
        } catch (PolicyRefusedException e) {
            throw new IllegalStateException(
                    "no policy can be put in force: " + origin + ": " + e.getMessage(), e);
        }
        return loading;
    }

    private static ScreeningService start(
            ScreeningConfig config,
            Observations observations,
            Rescreener again,
            Health health,
            Datastore datastore,
            Messaging messaging,
            PolicyInForce inForce,
            LoadPolicy loading,
            InstantSource clock) {
        ScreeningConfig.Screening limits = config.screening();
        JdbiWorkflows workflows = new JdbiWorkflows(datastore);
        OutboxScreeningEvents events = new OutboxScreeningEvents(datastore.outbox());
        WatchlistScreener watchlist = watchlist(config.watchlist(), messaging);
        ScreeningRunner runner =
                runner(
                        limits,
                        new RunScreening(
                                workflows,
                                events,
                                watchlist,
                                velocity(config.velocity(), messaging),
                                inForce,
                                datastore::transact,
                                new DeadlineLimits(),
                                clock,
                                () -> ThreadLocalRandom.current().nextDouble(),
                                limits.patience()),
                        observations);
        StartScreening starting = new StartScreening(workflows, events, clock, limits.lease());
        NatsAdapter.endpoints(messaging, ENDPOINTS, new GetResult(workflows), loading, inForce);
        NatsAdapter.consumer(messaging, EVENTS, datastore, starting, runner);
        again.register(ENDPOINTS, EVENTS);
        RescreenLists rescreening = again.lists(events, watchlist, inForce);
        messaging.register(health);
        health.register(INFO.name() + "-database", datastore::healthy);
        health.registerProblem(INFO.name() + "-outbox", datastore::outboxProblem);
        datastore.startRelay(messaging.publisher());
        datastore.answerOutbox(messaging);
        messaging.onDrain(runner::finish);
        messaging.onDrain(datastore::stopRelay);
        messaging.start();
        RecoverScreenings recover =
                new RecoverScreenings(workflows, runner, limits.lease(), limits.sweepInterval());
        return new ScreeningService(
                messaging,
                datastore,
                recover,
                Ticker.start("sweep", limits.sweepInterval(), recover::sweep),
                Ticker.start("policy-refresh", limits.sweepInterval(), loading::refresh),
                rescreening,
                Ticker.start("rescreen", config.rescreening().interval(), rescreening::sweep));
    }

    private static WatchlistScreener watchlist(
            ScreeningConfig.Watchlist config, Messaging messaging) {
        return new WatchlistClient(
                messaging.client(WatchlistContracts.SCREEN, CALLS),
                config.threshold(),
                config.hits());
    }

    private static VelocityChecker velocity(ScreeningConfig.Velocity config, Messaging messaging) {
        return config.enabled()
                ? new VelocityClient(messaging.client(VelocityContracts.CHECK, CALLS))
                : (application, submittedAt) ->
                        CheckResult.skipped(Check.VELOCITY, "not switched on");
    }

    private static ScreeningRunner runner(
            ScreeningConfig.Screening limits, RunScreening screening, Observations observations) {
        ScreeningRunner runner =
                new ScreeningRunner(
                        screening,
                        new DeadlineLimits(),
                        limits.runTimeout(),
                        limits.concurrency(),
                        task ->
                                Thread.ofVirtual()
                                        .name("screening")
                                        .start(Context.current().wrap(task)),
                        observations);
        observations.watch(runner);
        return runner;
    }

    @Override
    public void drain(Duration limit) {
        // No new work, from the sweeper or the stream; what runs ends while the connection for its
        // calls still works; then what it committed is published.
        rescreening.stop();
        recover.stop();
        sweeper.close();
        policies.close();
        rescreener.close();
        messaging.drain(limit);
    }

    @Override
    public void close() {
        rescreening.stop();
        recover.stop();
        sweeper.close();
        policies.close();
        rescreener.close();
        datastore.close();
        messaging.close();
    }
}
