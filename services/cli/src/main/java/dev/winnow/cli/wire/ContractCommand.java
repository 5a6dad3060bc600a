package dev.winnow.cli.wire;

import dev.winnow.cli.console.Context;
import dev.winnow.cli.console.ExitCode;
import dev.winnow.contracts.RequestContract;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.Messaging;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that asks one service by its contracts and prints the reply. */
abstract class ContractCommand implements Callable<Integer> {
    private final Context context;

    @Mixin private NatsOptions nats = new NatsOptions();

    @Option(names = "--json", description = "Print the replies as JSON, each on one line.")
    private boolean json;

    ContractCommand(Context context) {
        this.context = context;
    }

    @Override
    public final Integer call() throws Exception {
        try (Messaging messaging = nats.connect(context)) {
            ask(messaging);
        }
        return ExitCode.DONE;
    }

    abstract void ask(Messaging messaging);

    /** Has the contract's own time. A change is asked for once. */
    static <Q, R> R call(Messaging messaging, RequestContract<Q, R> contract, Q request) {
        return messaging.client(contract, CallPolicy.ofDefaults().withMaxAttempts(1)).call(request);
    }

    /** The reply for machines, or what is written for people. */
    void print(Object reply, Runnable forPeople) {
        if (json) {
            out().println(new String(Json.write(reply), StandardCharsets.UTF_8));
        } else {
            forPeople.run();
        }
    }

    PrintStream out() {
        return context.terminal().out();
    }
}
