package dev.winnow.messaging;

import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the leases of what a consumer holds, and notices handlers that do not end: those are
 * interrupted, and when they do not heed it their leases end. Used by one timer.
 */
final class Leases {
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    private final String name;
    private final ConsumerPolicy policy;
    private final Collection<Delivery> held;
    private final PullLoop pulls;
    private final Acks acks;

    /**
     * @param held what is held at any time; may change meanwhile
     */
    Leases(
            String name,
            ConsumerPolicy policy,
            Collection<Delivery> held,
            PullLoop pulls,
            Acks acks) {
        this.name = name;
        this.policy = policy;
        this.held = held;
        this.pulls = pulls;
        this.acks = acks;
    }

    /** Every third of the ack wait. */
    void keep() {
        boolean ours = pulls.mayKeepLeases();
        for (Delivery delivery : held) {
            if (delivery.isLate()) {
                leaveWhatWaitsBehind(delivery);
            } else {
                interruptIfLate(delivery);
            }
            if (ours && !delivery.isDisplaced() && !delivery.isLate()) {
                acks.inProgress(delivery);
            }
        }
    }

    private void interruptIfLate(Delivery delivery) {
        Throwable at =
                delivery.interruptIfLate(System.nanoTime(), policy.handlerTimeout().toNanos());
        if (at != null) {
            LOG.warn(
                    "{}: sequence {}: the handler has not ended after {}; it is interrupted",
                    name,
                    delivery.sequence(),
                    policy.handlerTimeout(),
                    at);
        }
    }

    /** Its handler does not even heed the interrupt: later ones of its key may go elsewhere. */
    private void leaveWhatWaitsBehind(Delivery stuck) {
        if (!policy.orderedByKey()) {
            return;
        }
        String key = stuck.key();
        for (Delivery later : held) {
            if (later.sequence() > stuck.sequence() && later.key().equals(key)) {
                later.displace();
            }
        }
    }
}
