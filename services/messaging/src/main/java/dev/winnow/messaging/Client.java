package dev.winnow.messaging;

import dev.winnow.contracts.RequestContract;
import java.time.Duration;

/**
 * Calls one endpoint: a plain blocking call, meant for virtual threads. Made by {@link
 * Messaging#client}. Safe to share.
 */
@SuppressWarnings("DoNotCallSuggester") // until it is filled
public final class Client<Q, R> {
    private final Core core;
    private final RequestContract<Q, R> contract;
    private final CallPolicy policy;

    Client(Core core, RequestContract<Q, R> contract, CallPolicy policy) {
        this.core = core;
        this.contract = contract;
        this.policy = policy;
    }

    /**
     * Calls within the policy's timeout and the current deadline, whichever is sooner.
     *
     * @throws CallException when no reply came, with the kind saying why
     */
    public R call(Q request) {
        return call(request, policy.timeout().isZero() ? contract.deadline() : policy.timeout());
    }

    /** As {@link #call(Object)}, within this time instead of the policy's. */
    public R call(Q request, Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must not be negative");
        }
        throw new UnsupportedOperationException(core + " " + request + timeout);
    }
}
