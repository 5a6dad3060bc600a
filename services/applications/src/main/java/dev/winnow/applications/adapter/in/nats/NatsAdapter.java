package dev.winnow.applications.adapter.in.nats;

import static dev.winnow.applications.adapter.in.nats.StoreErrors.translated;

import dev.winnow.applications.application.FindApplications;
import dev.winnow.applications.application.FollowScreening;
import dev.winnow.applications.application.SubmitApplication;
import dev.winnow.contracts.Streams;
import dev.winnow.contracts.applications.ApplicationsContracts;
import dev.winnow.contracts.screening.ScreeningContracts;
import dev.winnow.datastore.Datastore;
import dev.winnow.messaging.ConsumerPolicy;
import dev.winnow.messaging.EndpointPolicy;
import dev.winnow.messaging.Messaging;

/** Everything the service answers and listens to, in one list. */
public final class NatsAdapter {

    private NatsAdapter() {}

    /** Registers the endpoints; before the messaging is started. */
    public static void endpoints(
            Messaging messaging,
            EndpointPolicy policy,
            SubmitApplication submit,
            FindApplications find) {
        messaging.endpoint(
                ApplicationsContracts.SUBMIT, policy, translated(new SubmitEndpoint(submit)));
        messaging.endpoint(ApplicationsContracts.GET, policy, translated(new GetEndpoint(find)));
        messaging.endpoint(ApplicationsContracts.LIST, policy, translated(new ListEndpoint(find)));
    }

    /** Registers the durable consumer; before the messaging is started. */
    public static void consumer(
            Messaging messaging,
            ConsumerPolicy policy,
            Datastore datastore,
            FollowScreening follow) {
        ScreeningHandlers handlers = new ScreeningHandlers(follow);
        String name = Streams.APPLICATIONS_SCREENING;
        messaging
                .consumer(Streams.SCREENING, name, policy)
                .on(ScreeningContracts.STARTED, datastore.once(name, handlers::started))
                .on(ScreeningContracts.COMPLETED, datastore.once(name, handlers::completed))
                .on(ScreeningContracts.RESCREENED, datastore.once(name, handlers::rescreened))
                .register();
    }
}
