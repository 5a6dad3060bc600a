package dev.winnow.datastore;

import dev.winnow.contracts.outbox.OutboxContracts;
import dev.winnow.contracts.outbox.OutboxStatusReply;
import dev.winnow.datastore.OutboxTable.Backlog;
import dev.winnow.messaging.EndpointPolicy;
import dev.winnow.messaging.Messaging;

/** What a service answers to {@code winnow outbox}. */
final class OutboxEndpoints {
    private static final int COUNT_LIMIT = 10_000;
    private static final EndpointPolicy ONE_AT_A_TIME =
            EndpointPolicy.ofDefaults().withConcurrency(1).withWaiting(8);

    private OutboxEndpoints() {}

    static void register(String service, Transactions transactions, Messaging messaging) {
        Reconciler reconciler =
                new Reconciler(transactions, messaging::stream, messaging.publisher());
        messaging.endpoint(
                OutboxContracts.status(service), ONE_AT_A_TIME, request -> status(transactions));
        messaging.endpoint(
                OutboxContracts.reconcile(service), ONE_AT_A_TIME, reconciler::reconcile);
    }

    private static OutboxStatusReply status(Transactions transactions) {
        return transactions.sql(h -> {
            Backlog backlog = OutboxTable.backlog(h, COUNT_LIMIT);
            return new OutboxStatusReply(
                    backlog.pending(), backlog.oldestSeconds(), PublishedTable.byStream(h));
        });
    }
}
