package dev.winnow.cli.promises;

import dev.winnow.applications.ApplicationsConfig;
import dev.winnow.applications.ApplicationsService;
import dev.winnow.contracts.Contracts;
import dev.winnow.contracts.ServiceContracts;
import dev.winnow.localservers.NatsServer;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.NatsFiles;
import dev.winnow.messaging.NatsLogins;
import dev.winnow.messaging.NatsProvisioner;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.config.Secret;
import dev.winnow.messaging.ops.Health;
import dev.winnow.messaging.ops.ServiceMain;
import dev.winnow.messaging.ops.Telemetry;
import dev.winnow.screening.ScreeningConfig;
import dev.winnow.screening.ScreeningService;
import dev.winnow.testkit.TestDatabase;
import dev.winnow.velocity.VelocityConfig;
import dev.winnow.velocity.VelocityService;
import dev.winnow.watchlist.WatchlistConfig;
import dev.winnow.watchlist.WatchlistService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All services on a nats-server with the logins of nats-config, each logged in as itself. */
final class GuardedHouse implements AutoCloseable {
    private final Path folder;
    private final NatsServer server;
    private final List<ServiceMain.Running> services = new ArrayList<>();
    final Messaging operator;

    /**
     * @param folder for the server's files
     */
    GuardedHouse(Path folder) throws IOException {
        this.folder = folder;
        NatsFiles files = NatsFiles.ofClasspath();
        server =
                NatsServer.start(
                        NatsServer.Options.ofDefaults(folder.resolve("nats"))
                                .withConfigFile(config(files))
                                .withArguments(List.of("--http_port", "-1")));
        NatsProvisioner.apply(login(NatsLogins.OPERATOR), files);
        operator =
                Messaging.connect(
                        login(NatsLogins.OPERATOR),
                        ServiceInfo.of("operator", "1.0.0", "A test."),
                        Telemetry.none());
    }

    /** As the server's environment would have the passwords. */
    private Path config(NatsFiles files) throws IOException {
        StringBuilder text = new StringBuilder();
        List<String> logins = new ArrayList<>(List.of(NatsLogins.OPERATOR));
        Contracts.SERVICES.stream().map(ServiceContracts::service).forEach(logins::add);
        for (String login : logins) {
            text.append(NatsLogins.passwordVariable(login))
                    .append(": \"")
                    .append(password(login))
                    .append("\"\n");
        }
        text.append(files.text("server/single.conf").orElseThrow());
        text.append(files.text("server/permissions.conf").orElseThrow());
        return Files.writeString(folder.resolve("nats.conf"), text);
    }

    private static String password(String login) {
        return "the-word-of-" + login;
    }

    NatsConfig login(String name) {
        return NatsConfig.of(server.url()).withLogin(name, new Secret(password(name)));
    }

    /** Logged in as a service, without any of its manners. */
    Socket intruder(String service) throws IOException {
        return new Socket(server.url(), service, password(service));
    }

    /** Starts all services. */
    void open(List<Path> lists) {
        Telemetry telemetry = Telemetry.none();
        Health health = new Health();
        services.add(
                ApplicationsService.start(
                        ApplicationsConfig.of(login("applications"), TestDatabase.fresh().config()),
                        telemetry,
                        health));
        services.add(
                WatchlistService.start(
                        WatchlistConfig.of(
                                login("watchlist"), TestDatabase.fresh().config(), lists),
                        telemetry,
                        health));
        services.add(
                VelocityService.start(
                        VelocityConfig.of(
                                login("velocity"),
                                TestDatabase.fresh().config(),
                                new Secret("invented-secret-of-enough-letters")),
                        telemetry,
                        health));
        services.add(
                ScreeningService.start(
                        ScreeningConfig.of(login("screening"), TestDatabase.fresh().config())
                                .withVelocity(new ScreeningConfig.Velocity(true)),
                        telemetry,
                        health));
    }

    void drain() {
        services.forEach(service -> service.drain(Duration.ofSeconds(20)));
    }

    /** Where the server shows its connections. */
    String monitoring() {
        return server.monitoringUrl().orElseThrow();
    }

    /** What the server wrote about who may not do something. */
    List<String> violations() throws IOException {
        return Files.readAllLines(folder.resolve("nats").resolve("nats-server.log")).stream()
                .filter(line -> line.contains("Violation"))
                .toList();
    }

    @Override
    public void close() {
        services.reversed().forEach(ServiceMain.Running::close);
        operator.close();
        server.close();
    }
}
