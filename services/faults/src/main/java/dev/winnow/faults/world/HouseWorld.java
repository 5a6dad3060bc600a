package dev.winnow.faults.world;

import dev.winnow.contracts.Streams;
import dev.winnow.contracts.applications.ApplicationForm;
import dev.winnow.contracts.applications.ApplicationsContracts;
import dev.winnow.contracts.applications.SubmitReply;
import dev.winnow.contracts.watchlist.LoadRequest;
import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.faults.check.Checker;
import dev.winnow.faults.check.FourSets;
import dev.winnow.faults.check.Verdict;
import dev.winnow.faults.process.ServiceProcess;
import dev.winnow.faults.process.ServiceSpec;
import dev.winnow.faults.run.Story;
import dev.winnow.localservers.NatsCluster;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.Client;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsFiles;
import dev.winnow.messaging.NatsProvisioner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Winnow's main job: applications are submitted, and each gets its decision. The services as in
 * production, each a process of its own.
 */
public final class HouseWorld extends ProcessWorld {
    public static final String WATCHLIST = "watchlist-1";

    /** A party on the list that is loaded. */
    static final String LISTED = "Vostrikaliev, Dmitro Arkadevich";

    private static final List<String> SERVICES = List.of("applications", "watchlist", "screening");
    private static final Duration WARM_UP = Duration.ofSeconds(5);

    /**
     * How large.
     *
     * @param nodes nats-servers, one or three
     * @param replicas of the services that can be several
     * @param perSecond applications; zero for none but those of the scenario
     * @param ackWait of the durable consumers; empty for that of nats-config
     */
    private record Shape(int nodes, int replicas, int perSecond, Optional<Duration> ackWait) {}

    private final Nodes nodes;
    private final Shape shape;
    private final Messaging driver;
    private final Client<ApplicationForm, SubmitReply> submit;
    private volatile HouseLoad load;
    private volatile long redeliveries;

    private HouseWorld(Path folder, Nodes nodes, Shape shape) throws IOException, SQLException {
        super(folder);
        this.nodes = nodes;
        this.shape = shape;
        for (String service : SERVICES) {
            createDatabase(service);
        }
        NatsProvisioner.apply(nats(), NatsFiles.ofClasspath());
        Path lists = Files.createDirectories(folder.resolve("lists")).toRealPath();
        start(
                ServiceSpec.of(WATCHLIST, "dev.winnow.watchlist.Main")
                        .with("WINNOW_WATCHLIST_LOAD_ROOTS", lists.toString()),
                "watchlist");
        for (int replica = 1; replica <= shape.replicas(); replica++) {
            startService("applications-" + replica, "applications");
            startService("screening-" + replica, "screening");
        }
        processes().forEach(ServiceProcess::awaitReady);
        this.driver = connect("driver");
        shape.ackWait().ifPresent(this::setAckWait);
        loadList(lists);
        this.submit =
                driver.client(
                        ApplicationsContracts.SUBMIT,
                        CallPolicy.ofDefaults()
                                .withTimeout(Duration.ofSeconds(2))
                                .withMaxAttempts(1));
        this.load = new HouseLoad(submit, "warm-", shape.perSecond());
    }

    /** Three nats-servers, two of each service, a load; returns when it is warm. */
    public static HouseWorld start(Path folder) throws Exception {
        HouseWorld world =
                new HouseWorld(
                        folder, Nodes.cluster(folder), new Shape(3, 2, 90, Optional.empty()));
        Story warm = Story.silent("warm");
        warm.pause(WARM_UP);
        world.settle(warm, Duration.ofMinutes(2));
        return world;
    }

    /** One of everything, no load, an ack wait of two seconds: to look at one application. */
    public static HouseWorld startSmall(Path folder) throws Exception {
        return new HouseWorld(
                folder,
                Nodes.single(folder),
                new Shape(1, 1, 0, Optional.of(Duration.ofSeconds(2))));
    }

    /** The consumer as it is, with another ack wait. */
    private void setAckWait(Duration ackWait) {
        setAckWait(Streams.APPLICATIONS, "screening-submitted", ackWait);
        setAckWait(Streams.SCREENING, "applications-screening", ackWait);
    }

    private void setAckWait(String stream, String durable, Duration ackWait) {
        ObjectNode config = (ObjectNode) consumer(driver, stream, durable).path("config");
        config.put("ack_wait", ackWait.toNanos());
        ObjectNode request = Json.mapper().createObjectNode();
        request.put("stream_name", stream);
        request.put("action", "update");
        request.set("config", config);
        JsonNode answer =
                ask(
                        driver,
                        "$JS.API.CONSUMER.CREATE." + stream + "." + durable,
                        Json.write(request));
        if (answer.has("error")) {
            throw new IllegalStateException("the ack wait cannot be set: " + answer);
        }
    }

    /** A service with quick leases, so that what a killed one held is taken over soon. */
    public ServiceProcess startService(String name, String service) throws IOException {
        return start(spec(name, service), service);
    }

    /** What {@link #startService} starts. */
    public static ServiceSpec spec(String name, String service) {
        ServiceSpec spec = ServiceSpec.of(name, "dev.winnow." + service + ".Main");
        return service.equals("screening")
                ? spec.with("WINNOW_SCREENING_CHECK_TIMEOUT", "1s")
                        .with("WINNOW_SCREENING_RUN_TIMEOUT", "2s")
                        .with("WINNOW_SCREENING_LEASE", "3s")
                : spec;
    }

    private void loadList(Path lists) throws IOException {
        Path file = lists.resolve("sample.csv");
        Files.writeString(
                file,
                """
                entry,kind,name,aliases,date_of_birth,countries,identifiers,programme,remarks
                W-1,person,"LISTED",,1964-05-17,UA,,INVENTED,Invented; nobody is meant.
                W-2,organisation,Severstroy Kompozit Plant,,,RU,,INVENTED,Invented; nobody is meant.
                """
                        .replace("LISTED", LISTED));
        driver.client(WatchlistContracts.LOAD, CallPolicy.ofDefaults().withMaxAttempts(1))
                .call(new LoadRequest("sample", file.toString(), null));
    }

    /** The nats-servers, where they are three. */
    public NatsCluster cluster() {
        return nodes.cluster();
    }

    /** Submits one application; the same reference again is the same one. */
    public SubmitReply submit(String reference) {
        return submit.call(HouseLoad.form(reference, 1));
    }

    /** Whether the application with this reference is decided. */
    public boolean isDecided(String reference) {
        return isNone(
                "applications",
                "SELECT count(*) - 1 FROM application WHERE decided_at IS NOT NULL AND reference ="
                        + " '"
                        + reference
                        + "'");
    }

    /** The suite's own connection. */
    public Messaging driver() {
        return driver;
    }

    /** What came of the submissions of this scenario so far. */
    public Counts counts() {
        return load.counts();
    }

    @Override
    List<Integer> natsPorts() {
        return nodes.ports();
    }

    @Override
    public void begin(Story story) {
        load = new HouseLoad(submit, story.prefix(), shape.perSecond());
        if (shape.perSecond() > 0) {
            story.await(
                    Duration.ofSeconds(30),
                    "the first accepted",
                    () -> counts().acceptances() > 50);
        }
    }

    @Override
    public void heal(Story story) throws IOException {
        nodes.heal();
        super.heal(story);
    }

    @Override
    public Duration settle(Story story, Duration limit) {
        load.stop();
        Duration took =
                story.await(
                        limit, () -> "still waiting: " + unsettled(story), () -> isSettled(story));
        redeliveries = countRedeliveries();
        return took;
    }

    /** How often an event was delivered again, in all, when nothing waited last. */
    public long redeliveries() {
        return redeliveries;
    }

    private long countRedeliveries() {
        return deliveries(Streams.APPLICATIONS, "screening-submitted")
                + deliveries(Streams.SCREENING, "applications-screening")
                - published("applications", "events.applications.submitted.%")
                - published("screening", "events.screening.%");
    }

    private long deliveries(String stream, String durable) {
        return consumer(driver, stream, durable).path("delivered").path("consumer_seq").asLong();
    }

    private long published(String service, String subjects) {
        try {
            return database(service)
                    .number(
                            "SELECT count(*) FROM datastore.outbox WHERE published_at IS NOT NULL"
                                    + " AND subject LIKE ?",
                            subjects);
        } catch (SQLException e) {
            throw new IllegalStateException("the outbox cannot be read", e);
        }
    }

    /** Whether nothing waits that could go on. */
    public boolean isSettled(Story story) {
        return unsettled(story).isEmpty();
    }

    /** What still waits, in words. */
    private List<String> unsettled(Story story) {
        String undecided =
                "SELECT count(*) FROM application WHERE decided_at IS NULL AND reference LIKE '"
                        + story.prefix()
                        + "%'";
        List<String> unsettled = new ArrayList<>();
        if (!isNone("applications", undecided)) {
            unsettled.add("applications for their decision");
        }
        if (!isNone("screening", "SELECT count(*) FROM screening WHERE state <> 'completed'")) {
            unsettled.add("screenings");
        }
        for (String service : SERVICES) {
            if (!isOutboxEmpty(service)) {
                unsettled.add("the outbox of " + service);
            }
        }
        if (!isConsumed(driver, Streams.APPLICATIONS, "screening-submitted")) {
            unsettled.add("events for screening");
        }
        if (!isConsumed(driver, Streams.SCREENING, "applications-screening")) {
            unsettled.add("events for applications");
        }
        return unsettled;
    }

    private boolean isNone(String service, String query) {
        try {
            return database(service).number(query) == 0;
        } catch (SQLException e) {
            return false; // not now
        }
    }

    @Override
    public Verdict check(Story story) throws IOException, SQLException {
        HouseSets sets =
                new HouseSets(
                        database("applications"), database("screening"), story.prefix() + "%");
        FourSets four = sets.collect();
        four.write(folder().resolve("sets").resolve(story.name()));
        story.figure("submissions", counts());
        story.figure("longest stall", sets.longestStall());
        return Checker.check(four).with(sets.more(four.committed(), load.accepted()));
    }

    @Override
    public long effects() throws SQLException {
        return database("applications")
                .number("SELECT count(*) FROM application WHERE decided_at IS NOT NULL");
    }

    @Override
    public void close() {
        load.stop();
        super.close();
        nodes.close();
    }
}
