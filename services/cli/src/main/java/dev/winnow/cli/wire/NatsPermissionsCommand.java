package dev.winnow.cli.wire;

import dev.winnow.cli.console.Context;
import dev.winnow.cli.console.ExitCode;
import dev.winnow.contracts.Contracts;
import dev.winnow.contracts.ServiceContracts;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.NatsLogins;
import dev.winnow.messaging.NatsPermissions;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code winnow nats permissions}. */
@Command(
        name = "permissions",
        mixinStandardHelpOptions = true,
        description = {
            "Prints what each service's login may do on NATS, as nats-server's configuration.",
            "",
            "It is made from the contracts; no server is asked. There is no password in it: the"
                    + " server takes each from its environment, such as"
                    + " $$NATS_SCREENING_PASSWORD.",
            ""
        })
public final class NatsPermissionsCommand implements Callable<Integer> {
    private final Context context;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--service",
            paramLabel = "NAME",
            description = "Only this service's entry in the list of users.")
    private @Nullable String service;

    @Option(names = "--json", description = "Print the subjects as JSON, a service a line.")
    private boolean json;

    public NatsPermissionsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        NatsLogins logins = NatsLogins.of(Contracts.SERVICES);
        List<NatsPermissions> wanted =
                logins.services().stream()
                        .filter(each -> service == null || each.service().equals(service))
                        .toList();
        if (wanted.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "there is no service %s; there are %s".formatted(service, names()));
        }
        PrintStream out = context.terminal().out();
        if (json) {
            wanted.forEach(each -> out.println(text(Json.write(each))));
        } else if (service != null) {
            wanted.forEach(each -> out.print(NatsLogins.user(each)));
        } else {
            out.print(logins.file());
        }
        return ExitCode.DONE;
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    private static String names() {
        return String.join(
                ", ", Contracts.SERVICES.stream().map(ServiceContracts::service).toList());
    }
}
