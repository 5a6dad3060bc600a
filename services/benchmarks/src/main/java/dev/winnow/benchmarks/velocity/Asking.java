package dev.winnow.benchmarks.velocity;

import dev.winnow.benchmarks.Calling;
import dev.winnow.contracts.velocity.CheckReply;
import dev.winnow.contracts.velocity.CheckRequest;
import dev.winnow.contracts.velocity.CheckStatus;
import dev.winnow.messaging.Client;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Checks of one sort of applications, one after the other. Safe to share. */
final class Asking implements Calling {
    private final String name;
    private final Client<CheckRequest, CheckReply> client;
    private final Supplier<CheckRequest> requests;
    private final LongAdder asked = new LongAdder();
    private final LongAdder partial = new LongAdder();
    private final LongAdder resembling = new LongAdder();

    Asking(String name, Client<CheckRequest, CheckReply> client, Supplier<CheckRequest> requests) {
        this.name = name;
        this.client = client;
        this.requests = requests;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void call() {
        CheckReply reply = client.call(requests.get());
        asked.increment();
        if (reply.status() == CheckStatus.PARTIAL) {
            partial.increment();
        }
        if (!reply.duplicates().isEmpty()) {
            resembling.increment();
        }
    }

    /** Of a thousand: those with a partial answer, and those that resemble another. */
    String shares() {
        double all = Math.max(1, asked.sum()) / 1000.0;
        return "%d asked, of a thousand %.2f partial and %.2f alike another"
                .formatted(asked.sum(), partial.sum() / all, resembling.sum() / all);
    }

    @Override
    public void end() {}
}
