package dev.winnow.messaging;

import dev.winnow.contracts.EventContract;

/** Builds a durable consumer; made by {@link Messaging#consumer}. Not safe to share. */
@SuppressWarnings("DoNotCallSuggester") // until it is filled
public final class ConsumerBuilder {
    private final Core core;
    private final String stream;
    private final String durable;
    private final ConsumerPolicy policy;

    ConsumerBuilder(Core core, String stream, String durable, ConsumerPolicy policy) {
        this.core = core;
        this.stream = stream;
        this.durable = durable;
        this.policy = policy;
    }

    /** Events of this contract's type go to this handler. */
    public <E> ConsumerBuilder on(EventContract<E> contract, EventHandler<E> handler) {
        throw new UnsupportedOperationException(
                contract.type() + " to " + handler + " from " + stream + "/" + durable);
    }

    /** Completes the declaration; pulling begins at {@link Messaging#start()}. */
    public void register() {
        throw new UnsupportedOperationException(policy + " " + core);
    }
}
