package dev.winnow.messaging;

import dev.winnow.contracts.ServiceContracts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * The logins of all services, as nats-server's configuration has them. Passwords are not in it: the
 * server takes each from its environment, and does not start without. Immutable and safe to share.
 */
public final class NatsLogins {
    /** The login for people and their tools, which may do everything. */
    public static final String OPERATOR = "operator";

    /** How long a service may take for an answer; longer than any caller waits. */
    private static final Duration ANSWERED_WITHIN = Duration.ofMinutes(10);

    private static final String HEAD =
            """
            # Who may do what on NATS. Made by `winnow nats permissions` from the contracts of each
            # service: do not change it here. Each password comes from the environment of the server.
            """;

    private final List<NatsPermissions> services;

    private NatsLogins(List<NatsPermissions> services) {
        this.services = services;
    }

    public static NatsLogins of(Collection<ServiceContracts> all) {
        return new NatsLogins(
                all.stream().map(service -> NatsPermissions.of(service, all)).toList());
    }

    public List<NatsPermissions> services() {
        return services;
    }

    /** The variable of the server's environment that has the login's password. */
    public static String passwordVariable(String login) {
        return "NATS_" + login.toUpperCase(Locale.ROOT).replace('-', '_') + "_PASSWORD";
    }

    /** A file to be included. */
    public String file() {
        StringBuilder text = new StringBuilder(HEAD).append("authorization {\n  users: [\n");
        text.append("    # People, and what makes streams and consumers.\n");
        text.append("    {\n").append(login(OPERATOR)).append("    }\n");
        services.forEach(service -> text.append(user(service)));
        return text.append("  ]\n}\n").toString();
    }

    /** The entry of one service in the list of users. */
    public static String user(NatsPermissions service) {
        StringBuilder text = new StringBuilder("    {\n").append(login(service.service()));
        text.append("      permissions: {\n");
        text.append("        publish: {\n").append(subjects("allow", service.publish()));
        if (!service.denyPublish().isEmpty()) {
            text.append(subjects("deny", service.denyPublish()));
        }
        text.append("        }\n");
        text.append("        subscribe: {\n").append(subjects("allow", service.subscribe()));
        text.append("        }\n");
        text.append("        # One answer to each request that reached it.\n");
        text.append("        allow_responses: { max: 1, expires: \"")
                .append(ANSWERED_WITHIN.toSeconds())
                .append("s\" }\n");
        return text.append("      }\n    }\n").toString();
    }

    private static String login(String name) {
        return "      user: " + name + "\n      password: $" + passwordVariable(name) + "\n";
    }

    private static String subjects(String what, List<String> subjects) {
        List<String> lines = new ArrayList<>();
        subjects.forEach(subject -> lines.add("            \"" + subject + "\"\n"));
        return "          " + what + ": [\n" + String.join("", lines) + "          ]\n";
    }
}
