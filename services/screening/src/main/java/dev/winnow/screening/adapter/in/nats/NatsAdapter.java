package dev.winnow.screening.adapter.in.nats;

import dev.winnow.contracts.Streams;
import dev.winnow.contracts.applications.ApplicationsContracts;
import dev.winnow.contracts.screening.ScreeningContracts;
import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.datastore.Datastore;
import dev.winnow.messaging.ConsumerPolicy;
import dev.winnow.messaging.EndpointPolicy;
import dev.winnow.messaging.Messaging;
import dev.winnow.screening.application.BeginRescreening;
import dev.winnow.screening.application.FollowRescreenings;
import dev.winnow.screening.application.GetHistory;
import dev.winnow.screening.application.GetResult;
import dev.winnow.screening.application.LoadPolicy;
import dev.winnow.screening.application.PolicyInForce;
import dev.winnow.screening.application.RescreeningObserver;
import dev.winnow.screening.application.ScreeningRunner;
import dev.winnow.screening.application.StartScreening;

/** Everything the service answers and listens to, in one list. */
public final class NatsAdapter {
    /** A policy file of 256 Ki characters, each of at most 4 bytes or escaped in JSON as 6. */
    private static final int POLICY_PAYLOAD = 2 << 20;

    private NatsAdapter() {}

    /** Registers the endpoints; before the messaging is started. */
    public static void endpoints(
            Messaging messaging,
            EndpointPolicy policy,
            GetResult results,
            LoadPolicy loading,
            PolicyInForce inForce) {
        PolicyEndpoints policies = new PolicyEndpoints(loading, inForce);
        messaging.endpoint(
                ScreeningContracts.RESULT,
                policy,
                StoreErrors.translated(new ResultEndpoint(results)));
        messaging.endpoint(ScreeningContracts.POLICY, policy, policies::current);
        messaging.endpoint(
                ScreeningContracts.LOAD_POLICY,
                policy.withConcurrency(2).withMaxPayloadBytes(POLICY_PAYLOAD),
                StoreErrors.translated(policies::load));
    }

    /** Registers what tells of screening again; before the messaging is started. */
    public static void endpoints(
            Messaging messaging,
            EndpointPolicy policy,
            GetHistory history,
            FollowRescreenings runs) {
        RescreeningEndpoints endpoints = new RescreeningEndpoints(history, runs);
        messaging.endpoint(
                ScreeningContracts.HISTORY, policy, StoreErrors.translated(endpoints::history));
        messaging.endpoint(
                ScreeningContracts.RESCREENINGS,
                policy,
                StoreErrors.translated(endpoints::rescreenings));
    }

    /** Registers the durable consumer of changed lists; before the messaging is started. */
    public static void consumer(
            Messaging messaging,
            ConsumerPolicy policy,
            Datastore datastore,
            BeginRescreening begin,
            RescreeningObserver observer) {
        messaging
                .consumer(Streams.WATCHLIST, Streams.SCREENING_LISTS, policy)
                .on(WatchlistContracts.CHANGED, new ListChangedHandler(datastore, begin, observer))
                .register();
    }

    /** Registers the durable consumer; before the messaging is started. */
    public static void consumer(
            Messaging messaging,
            ConsumerPolicy policy,
            Datastore datastore,
            StartScreening start,
            ScreeningRunner runner) {
        messaging
                .consumer(Streams.APPLICATIONS, Streams.SCREENING_SUBMITTED, policy)
                .on(ApplicationsContracts.SUBMITTED, new SubmittedHandler(datastore, start, runner))
                .register();
    }
}
