package dev.winnow.messaging;

import dev.winnow.contracts.EventContract;

/** Builds a durable consumer; made by {@link Messaging#consumer}. Not safe to share. */
public final class ConsumerBuilder {
    private final Core core;
    private final String stream;
    private final String durable;
    private final ConsumerPolicy policy;
    private final Handlers handlers = new Handlers();

    ConsumerBuilder(Core core, String stream, String durable, ConsumerPolicy policy) {
        this.core = core;
        this.stream = stream;
        this.durable = durable;
        this.policy = policy;
    }

    /**
     * Events of this contract's type go to this handler. Events of other types that the consumer's
     * filter lets through go to the dead letters, unless there is a handler for {@linkplain
     * #onOthers others}.
     */
    public <E> ConsumerBuilder on(EventContract<E> contract, EventHandler<E> handler) {
        if (!contract.stream().equals(stream)) {
            throw new IllegalArgumentException(
                    contract.type() + " is on stream " + contract.stream() + ", not on " + stream);
        }
        handlers.add(contract, handler);
        return this;
    }

    /**
     * Events of all types without a handler of their own go to this one, with their data as it
     * came: neither read nor validated. For who keeps or passes on events of any kind.
     */
    public ConsumerBuilder onOthers(EventHandler<byte[]> handler) {
        handlers.others(stream, handler);
        return this;
    }

    /**
     * Completes the declaration; pulling begins at {@link Messaging#start()}, which fails with
     * {@link ConsumerMissingException} when the server has no such consumer.
     */
    public void register() {
        if (handlers.isEmpty()) {
            throw new IllegalStateException(stream + "/" + durable + " has no handler");
        }
        core.register().accept(new DurableConsumer(core, stream, durable, policy, handlers));
    }
}
