package dev.winnow.faults.scenario;

import dev.winnow.contracts.outbox.OutboxContracts;
import dev.winnow.contracts.outbox.ReconcileReply;
import dev.winnow.contracts.outbox.ReconcileRequest;
import dev.winnow.faults.counter.CounterContracts;
import dev.winnow.faults.world.CounterWorld;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.Client;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What {@code winnow outbox reconcile} and publish again find and do, all batches together. */
record Reconciled(long checked, long missing, long republished, long failed) {
    static Reconciled look(CounterWorld world) {
        return run(world, false);
    }

    /** Publishes again what is missing. */
    static Reconciled repair(CounterWorld world) {
        return run(world, true);
    }

    private static Reconciled run(CounterWorld world, boolean republish) {
        Client<ReconcileRequest, ReconcileReply> client =
                world.driver()
                        .client(
                                OutboxContracts.reconcile(CounterContracts.SERVICE),
                                CallPolicy.ofDefaults().withTimeout(Duration.ofSeconds(30)));
        Reconciled sum = new Reconciled(0, 0, 0, 0);
        @Nullable Long after = null;
        do {
            ReconcileReply reply = client.call(new ReconcileRequest(after, null, republish));
            sum = sum.and(reply);
            after = reply.next();
        } while (after != null && sum.failed == 0);
        return sum;
    }

    private Reconciled and(ReconcileReply more) {
        return new Reconciled(
                checked + more.checked(),
                missing + more.missing(),
                republished + more.republished(),
                failed + more.failed());
    }
}
