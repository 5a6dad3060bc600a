package dev.winnow.letters.adapter.in.nats;

import dev.winnow.contracts.Reason;
import dev.winnow.contracts.Streams;
import dev.winnow.contracts.applications.ApplicationsContracts;
import dev.winnow.contracts.applications.Decided;
import dev.winnow.datastore.Datastore;
import dev.winnow.letters.application.WriteLetters;
import dev.winnow.letters.contracts.LettersContracts;
import dev.winnow.letters.contracts.LettersContracts.Found;
import dev.winnow.messaging.ConsumerPolicy;
import dev.winnow.messaging.EndpointPolicy;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.Outcome;

// begin adapter
public final class NatsAdapter {
    private static final String DURABLE = "letters-decided";

    private NatsAdapter() {}

    public static void register(Messaging messaging, Datastore datastore, WriteLetters letters) {
        messaging.endpoint(
                LettersContracts.FIND,
                EndpointPolicy.ofDefaults(),
                request -> new Found(letters.letters().about(request.applicationId())));
        messaging
                .consumer(Streams.APPLICATIONS, DURABLE, ConsumerPolicy.ofDefaults())
                .on(
                        ApplicationsContracts.DECIDED,
                        datastore.once(DURABLE, event -> decided(event.data(), letters)))
                .register();
    }

    private static Outcome decided(Decided news, WriteLetters letters) {
        letters.decided(
                news.applicationId(),
                news.decision().name(),
                news.reasons().stream().map(Reason::text).toList());
        return Outcome.done();
    }
}
// end
