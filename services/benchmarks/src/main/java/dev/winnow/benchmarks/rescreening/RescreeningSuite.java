package dev.winnow.benchmarks.rescreening;

import dev.winnow.benchmarks.Report;
import dev.winnow.contracts.applications.ApplicationForm;
import dev.winnow.contracts.applications.ApplicationsContracts;
import dev.winnow.contracts.applications.SubmitReply;
import dev.winnow.contracts.screening.Rescreening;
import dev.winnow.contracts.screening.RescreeningsReply;
import dev.winnow.contracts.screening.RescreeningsRequest;
import dev.winnow.contracts.screening.ScreeningContracts;
import dev.winnow.contracts.watchlist.ListAt;
import dev.winnow.contracts.watchlist.LoadListRequest;
import dev.winnow.contracts.watchlist.LoadReply;
import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.messaging.CallException;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.Client;
import dev.winnow.messaging.FanOut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Applications are decided against the older version of a list; the newer one is loaded; the
 * screening service is killed in the middle and started again. In the end what is kept is compared
 * with what the watch list says of every application as of both versions.
 */
public final class RescreeningSuite {
    private static final String LIST = "un";
    private static final int CALLERS = 24;
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private static final int LARGEST_BATCH = 50;
    private static final int LEAST_BATCHES = 100;

    private final Path data;
    private final int size;

    /**
     * @param data folder with published lists and persons; invented ones are taken without it
     * @param size how many applications
     */
    public RescreeningSuite(Path data, int size) {
        this.data = data;
        this.size = size;
    }

    /**
     * @throws IllegalStateException when anything was found that should not be, or the reverse
     */
    public void run(Report report) throws Exception {
        Path work = Files.createTempDirectory("winnow-bench").toRealPath();
        Population population = Population.in(data, work, size);
        try (House house = House.start(work)) {
            Process screening = house.run("screening", settings());
            Map<String, Object> figures = new LinkedHashMap<>();
            load(house, population.older());
            long began = System.nanoTime();
            Map<String, ApplicationForm> forms = submit(house, population.forms());
            awaitDecided(house);
            figures.put("applications", forms.size());
            figures.put("seconds until all were decided", seconds(began));
            load(house, population.newer());
            follow(house, screening, figures);
            compare(house, forms, figures);
            report.note(
                    "screening again, "
                            + (population.real() ? "published" : "invented")
                            + " lists, one SIGKILL",
                    figures);
        } finally {
            remove(work);
        }
    }

    /**
     * As many batches as it takes to catch it on its way; else the defaults, but for the lease of a
     * batch, and the time it may take where it is a small one: nobody wants to wait for it.
     */
    private Map<String, String> settings() {
        int batch = Math.clamp(size / LEAST_BATCHES, 1, LARGEST_BATCH);
        boolean small = batch < LARGEST_BATCH;
        return Map.of(
                "WINNOW_RESCREENING_BATCH",
                String.valueOf(batch),
                "WINNOW_RESCREENING_BATCH_TIMEOUT",
                small ? "5s" : "15s",
                "WINNOW_RESCREENING_LEASE",
                small ? "6s" : "16s");
    }

    private static void load(House house, Path file) {
        Client<LoadListRequest, LoadReply> client =
                house.messaging()
                        .client(
                                WatchlistContracts.LOAD_LIST,
                                CallPolicy.ofDefaults().withMaxAttempts(1));
        LoadListRequest request = new LoadListRequest(LIST, file.toString(), null, null);
        await(START_LIMIT, "the list", () -> answers(() -> client.call(request).version()));
    }

    private Map<String, ApplicationForm> submit(House house, List<ApplicationForm> forms)
            throws Exception {
        Client<ApplicationForm, SubmitReply> client =
                house.messaging().client(ApplicationsContracts.SUBMIT, CallPolicy.ofDefaults());
        Map<String, ApplicationForm> submitted = new ConcurrentHashMap<>();
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (ApplicationForm form : forms) {
            tasks.add(() -> {
                await(
                        START_LIMIT,
                        "a submission",
                        () ->
                                answers(() -> {
                                    String id = client.call(form).application().applicationId();
                                    submitted.put(id, form);
                                    return id;
                                }));
                return true;
            });
        }
        FanOut.failFast(CALLERS, tasks);
        return submitted;
    }

    private void awaitDecided(House house) {
        await(
                LIMIT,
                "all decided",
                () ->
                        number(
                                        house,
                                        "applications",
                                        "SELECT 'n', count(*) FROM application"
                                                + " WHERE decided_at IS NOT NULL")
                                == size);
    }

    /** Kills it when it has done a third, and waits for the end. */
    private void follow(House house, Process screening, Map<String, Object> figures)
            throws Exception {
        Client<RescreeningsRequest, RescreeningsReply> client =
                house.messaging()
                        .client(
                                ScreeningContracts.RESCREENINGS,
                                CallPolicy.ofDefaults().withMaxAttempts(1));
        await(START_LIMIT, "the beginning", () -> run(client).isPresent());
        List<Long> seen = new ArrayList<>();
        await(
                LIMIT,
                "a third",
                () -> {
                    run(client).ifPresent(run -> seen.add(run.done()));
                    return !seen.isEmpty() && seen.getLast() >= size / 3;
                });
        House.kill(screening);
        long atKill =
                number(
                        house,
                        "screening",
                        "SELECT 'n', done FROM rescreening WHERE to_version = 2");
        if (atKill >= size) {
            throw new IllegalStateException("it had ended before it was killed");
        }
        figures.put("looked at when it was killed", atKill);
        house.run("screening", settings());
        await(
                LIMIT,
                "the end",
                () ->
                        run(client)
                                .filter(run -> run.state() == Rescreening.State.COMPLETED)
                                .isPresent());
        Rescreening end = run(client).orElseThrow();
        figures.put("looked at in the end", end.done());
        figures.put("with another result", end.changed());
        figures.put("with another decision", end.redecided());
        figures.put(
                "seconds from begin to end, restart and leases among them",
                Duration.between(end.startedAt(), end.completedAt()).toMillis() / 1e3);
        require(end.total() == size && end.done() == size, "looked at each once: " + end);
    }

    private static Optional<Rescreening> run(
            Client<RescreeningsRequest, RescreeningsReply> client) {
        try {
            return client.call(new RescreeningsRequest(LIST, null)).rescreenings().stream()
                    .filter(run -> run.to() == 2)
                    .findFirst();
        } catch (CallException e) {
            return Optional.empty(); // not now
        }
    }

    private void compare(
            House house, Map<String, ApplicationForm> forms, Map<String, Object> figures)
            throws Exception {
        var lists =
                house.messaging()
                        .client(
                                WatchlistContracts.SCREEN_PARTIES,
                                CallPolicy.ofDefaults().withTimeout(Duration.ofSeconds(30)));
        Map<String, Set<String>> older = Results.asOf(lists, new ListAt(LIST, 1), forms);
        Map<String, Set<String>> newer = Results.asOf(lists, new ListAt(LIST, 2), forms);
        Set<String> expected = Results.differing(older, newer);
        figures.put("others by the independent computation", expected.size());
        try (Connection screening = house.database("screening");
                Connection applications = house.database("applications")) {
            Map<String, Set<String>> now =
                    Results.kept(screening, "SELECT application_id, result::text FROM screening");
            Map<String, Set<String>> before =
                    Results.kept(
                            screening,
                            "SELECT application_id, result::text FROM screening_revision");
            require(before.keySet().equals(expected), "exactly those have an earlier result");
            require(Results.differing(now, newer).isEmpty(), "every result is as of version 2");
            require(
                    Results.differing(before, older).isEmpty(),
                    "earlier results are as of version 1");
            Map<String, String> revisions =
                    Results.pairs(
                            screening,
                            "SELECT application_id, revision FROM screening WHERE revision <> 1");
            require(
                    revisions.keySet().equals(expected)
                            && revisions.values().stream().allMatch("2"::equals),
                    "each has one further result");
            awaitFollowed(screening, applications, expected.size(), figures);
        }
    }

    private void awaitFollowed(
            Connection screening, Connection applications, int changed, Map<String, Object> figures)
            throws SQLException {
        Map<String, String> decisions =
                Results.pairs(
                        screening,
                        "SELECT application_id, CASE decision WHEN 'approve' THEN 'approved' WHEN"
                                + " 'refer' THEN 'referred' ELSE 'rejected' END FROM screening");
        await(
                START_LIMIT,
                "the applications follow",
                () -> {
                    try {
                        return decisions.equals(
                                        Results.pairs(
                                                applications,
                                                "SELECT application_id::text, status"
                                                        + " FROM application"))
                                && Results.pairs(
                                                        applications,
                                                        "SELECT application_id::text, revision"
                                                                + " FROM application"
                                                                + " WHERE revision = 2")
                                                .size()
                                        == changed;
                    } catch (SQLException e) {
                        throw new IllegalStateException("the database cannot be read", e);
                    }
                });
        long events =
                Long.parseLong(
                        Results.pairs(
                                        screening,
                                        "SELECT 'n', count(*) FROM datastore.outbox WHERE subject"
                                                + " LIKE 'events.screening.rescreened.%'")
                                .getOrDefault("n", "0"));
        require(events == changed, "one event for each: " + events);
        figures.put("events of another result", events);
    }

    private static long number(House house, String service, String query) {
        try (Connection database = house.database(service)) {
            return Long.parseLong(Results.pairs(database, query).getOrDefault("n", "0"));
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be read", e);
        }
    }

    private static boolean answers(Callable<?> question) {
        try {
            question.call();
            return true;
        } catch (CallException e) {
            return false; // not yet
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(Duration limit, String what, BooleanSupplier holds) {
        long began = System.nanoTime();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - began > limit.toNanos()) {
                throw new IllegalStateException("waited in vain for: " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("it does not hold: " + what);
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void remove(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
