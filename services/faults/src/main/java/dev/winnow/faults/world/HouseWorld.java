package dev.winnow.faults.world;

import dev.winnow.contracts.Streams;
import dev.winnow.contracts.applications.ApplicationForm;
import dev.winnow.contracts.applications.ApplicationsContracts;
import dev.winnow.contracts.applications.SubmitReply;
import dev.winnow.contracts.watchlist.LoadRequest;
import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.faults.check.Checker;
import dev.winnow.faults.check.FactLine;
import dev.winnow.faults.check.FourSets;
import dev.winnow.faults.check.Verdict;
import dev.winnow.faults.check.Verdict.Violation;
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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Winnow's main job: applications are submitted, and each gets its decision. The services as in
 * production, each a process of its own.
 */
public final class HouseWorld extends ProcessWorld {
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
                ServiceSpec.of("watchlist-1", "dev.winnow.watchlist.Main")
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
                        folder, Nodes.cluster(folder), new Shape(3, 2, 60, Optional.empty()));
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
                W-1,person,"%s",,1964-05-17,UA,,INVENTED,Invented; nobody is meant.
                W-2,organisation,Severstroy Kompozit Plant,,,RU,,INVENTED,Invented; nobody is meant.
                """
                        .formatted(LISTED));
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

    /**
     * A fact is an application that was committed; its effect is a decision that was committed. The
     * numbers of the events in their streams say in which order they came.
     */
    @Override
    public Verdict check(Story story) throws IOException, SQLException {
        String like = story.prefix() + "%";
        String committed =
                """
                SELECT a.reference, o.event_id FROM application a
                  JOIN datastore.outbox o ON o.key = a.application_id::text
                 WHERE a.reference LIKE ? AND o.subject LIKE 'events.applications.submitted.%'
                """;
        String effects =
                """
                SELECT a.reference, s.event_id FROM application a
                  JOIN datastore.outbox o ON o.key = a.application_id::text
                  LEFT JOIN datastore.outbox s ON s.key = o.key
                       AND s.subject LIKE 'events.applications.submitted.%'
                 WHERE a.reference LIKE ? AND o.subject LIKE 'events.applications.decided.%'
                 ORDER BY o.id
                """;
        Set<String> started = new HashSet<>();
        database("screening")
                .rows("SELECT event_id FROM datastore.inbox WHERE consumer = 'screening-submitted'")
                .forEach(row -> started.add(row.getFirst()));
        List<FactLine> commits = facts(committed, like);
        FourSets sets =
                new FourSets(
                        commits,
                        facts(committed + " AND o.published_at IS NOT NULL", like),
                        commits.stream().filter(fact -> started.contains(fact.id())).toList(),
                        facts(effects, like));
        sets.write(folder().resolve("sets").resolve(story.name()));
        story.figure("submissions", counts());
        story.figure("longest stall", longestStall(like));
        return Checker.check(sets).with(more(like, commits));
    }

    private List<FactLine> facts(String sql, String like) throws SQLException {
        return database("applications").rows(sql, like).stream()
                .map(row -> new FactLine(row.get(0), 1, row.get(1)))
                .toList();
    }

    private Duration longestStall(String like) throws SQLException {
        String gaps =
                """
                SELECT coalesce(max(extract(epoch FROM gap) * 1000)::bigint, 0) FROM (
                  SELECT decided_at - lag(decided_at) OVER (ORDER BY decided_at) AS gap
                    FROM application WHERE reference LIKE ?) AS gaps
                """;
        return Duration.ofMillis(database("applications").number(gaps, like));
    }

    /** What the sets do not say: accepted but not there, told twice, told in the wrong order. */
    private List<Violation> more(String like, List<FactLine> commits) throws SQLException {
        List<Violation> failures = new ArrayList<>();
        Set<String> there = new HashSet<>();
        commits.forEach(fact -> there.add(fact.key()));
        List<String> lost =
                load.accepted().stream().filter(reference -> !there.contains(reference)).toList();
        if (!lost.isEmpty()) {
            failures.add(
                    new Violation(
                            "I1",
                            "accepted and not there",
                            lost.size(),
                            lost.stream().limit(5).toList()));
        }
        List<String> ids =
                database("applications")
                        .rows(
                                "SELECT application_id::text FROM application WHERE reference LIKE"
                                        + " ?",
                                like)
                        .stream()
                        .map(List::getFirst)
                        .toList();
        String outOfOrder =
                """
                SELECT count(*) FROM datastore.outbox a JOIN datastore.outbox b ON b.key = a.key
                 WHERE a.key = ANY (?) AND a.subject LIKE '%.' || ? || '.%' AND b.subject LIKE '%.' || ? || '.%'
                   AND a.stream_sequence >= b.stream_sequence
                """;
        String[] keys = ids.toArray(String[]::new);
        Db applications = database("applications");
        Db screening = database("screening");
        add(
                failures,
                "I4",
                "decided before submitted in the stream",
                applications.number(outOfOrder, keys, "submitted", "decided"));
        add(
                failures,
                "I4",
                "completed before started in the stream",
                screening.number(outOfOrder, keys, "started", "completed"));
        String completed =
                "SELECT count(*) FROM (SELECT key FROM datastore.outbox WHERE key = ANY (?) AND"
                    + " subject LIKE '%.completed.%' GROUP BY key HAVING count(*) > 1) AS twice";
        add(
                failures,
                "I2",
                "told twice that they are completed",
                screening.number(completed, (Object) keys));
        return failures;
    }

    private static void add(List<Violation> failures, String rule, String words, long count) {
        if (count > 0) {
            failures.add(new Violation(rule, words, count, List.of()));
        }
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
