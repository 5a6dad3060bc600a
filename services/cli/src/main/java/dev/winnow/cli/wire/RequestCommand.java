package dev.winnow.cli.wire;

import dev.winnow.cli.console.Context;
import dev.winnow.cli.console.ExitCode;
import dev.winnow.contracts.WinnowHeaders;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.RawReply;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code winnow request SUBJECT [BODY]}. */
@Command(
        name = "request",
        mixinStandardHelpOptions = true,
        description = {
            "Sends a request and prints the reply.",
            "",
            "An error reply ends with exit code 4, no answer with 3.",
            ""
        },
        footer = {"", "Example: winnow request watchlist.v1.screen '{\"name\":\"Jane Doe\"}'"})
public final class RequestCommand implements Callable<Integer> {
    private final Context context;

    @Mixin private NatsOptions nats = new NatsOptions();

    @Parameters(index = "0", paramLabel = "SUBJECT", description = "As in applications.v1.get.")
    private String subject = "";

    @Parameters(
            index = "1",
            paramLabel = "BODY",
            arity = "0..1",
            defaultValue = "{}",
            description = "JSON, @FILE, or - for standard input. Default: ${DEFAULT-VALUE}.")
    private String body = "{}";

    @Option(
            names = {"-H", "--header"},
            paramLabel = "NAME=VALUE",
            description = "A header to send.")
    private Map<String, String> headers = Map.of();

    @Option(names = "--json", description = "Print the reply on one line; an error's body, too.")
    private boolean json;

    public RequestCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        byte[] bytes = Body.read(body);
        try (Messaging messaging = nats.connect(context)) {
            RawReply reply = messaging.raw().request(subject, bytes, headers, nats.timeout());
            return print(reply);
        }
    }

    private int print(RawReply reply) {
        String code = reply.headers().get(WinnowHeaders.SERVICE_ERROR_CODE);
        String text = Body.printed(reply.body(), !json);
        if (code == null) {
            context.terminal().out().println(text);
            return ExitCode.DONE;
        }
        String message = reply.headers().getOrDefault(WinnowHeaders.SERVICE_ERROR, "");
        context.terminal().err().println("winnow: refused with " + code + ": " + message);
        if (reply.body().length > 0) {
            (json ? context.terminal().out() : context.terminal().err()).println(text);
        }
        return ExitCode.REFUSED;
    }
}
