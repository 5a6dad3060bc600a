package dev.winnow.datastore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.datastore.FaultyConnections.Moment;
import dev.winnow.datastore.Probe.Counted;
import dev.winnow.localservers.Eventually;
import dev.winnow.messaging.Deadline;
import dev.winnow.messaging.Event;
import dev.winnow.messaging.EventHandler;
import dev.winnow.messaging.Outcome;
import dev.winnow.messaging.ops.MeterNames;
import dev.winnow.messaging.ops.Telemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Deliveries that share a transaction. One group at a time, so that a test decides who shares. */
final class GroupCommitTest {
    private static final String MDC_KEY = "event_id";
    private static final ContextKey<String> TRACE = ContextKey.named("trace");
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final AtomicInteger ROUNDS = new AtomicInteger();

    private final FaultyConnections connections = new FaultyConnections();
    private final Telemetry telemetry = Telemetry.none();
    private final DatabaseConfig database = Probe.database().withInbox(new InboxConfig(1, 64));
    private final Datastore datastore =
            Datastore.open(
                    "probe", database, telemetry, new Internals(connections::wrap, LONG, LONG));
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();

    @AfterEach
    void close() {
        threads.shutdownNow();
        datastore.close();
    }

    /** One row and one outgoing event each. */
    private Outcome effect(Event<Counted> event) {
        runs.computeIfAbsent(event.id(), id -> new AtomicInteger()).incrementAndGet();
        datastore.sql(h -> h.execute("INSERT INTO effect VALUES (?)", event.id()));
        datastore.outbox().add(Probe.COUNTED, new Counted(event.id(), 1));
        return Outcome.done();
    }

    private List<Future<Outcome>> together(List<Callable<Outcome>> deliveries) throws Exception {
        return together(deliveries, () -> {});
    }

    /** Runs the deliveries so that all of them are in one group, after doing something else. */
    private List<Future<Outcome>> together(List<Callable<Outcome>> deliveries, Runnable beforehand)
            throws Exception {
        String id = "first" + ROUNDS.incrementAndGet();
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(1);
        EventHandler<Counted> holder =
                datastore.once(
                        "holder",
                        event -> {
                            entered.countDown();
                            awaitQuietly(go);
                            return Outcome.done();
                        });
        Future<Outcome> first =
                threads.submit(() -> untilDone(() -> holder.handle(Probe.event(id))));
        entered.await();
        List<Future<Outcome>> all = new ArrayList<>();
        for (Callable<Outcome> delivery : deliveries) {
            all.add(threads.submit(delivery));
            Eventually.that(Probe.SOON, () -> datastore.waitingForGroup() == all.size());
        }
        beforehand.run();
        go.countDown();
        first.get();
        return all;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Callable<Outcome>> deliveries(
            EventHandler<Counted> handler, int count, String prefix) {
        return IntStream.range(0, count)
                .<Callable<Outcome>>mapToObj(i -> () -> handler.handle(Probe.event(prefix + i)))
                .toList();
    }

    private double groups() {
        return telemetry.meters().get(MeterNames.INBOX_GROUPS).summary().count();
    }

    private double undone() {
        return telemetry.meters().get(MeterNames.INBOX_GROUPS_UNDONE).counter().count();
    }

    private long transactions() {
        return datastore.sql(h ->
                h.createQuery("SELECT count(DISTINCT xmin::text) FROM effect")
                        .mapTo(Long.class)
                        .one());
    }

    private void eachHasOneEffect(int events) {
        assertThat(Probe.rows(datastore, "effect")).isEqualTo(events);
        assertThat(Probe.rows(datastore, "(SELECT DISTINCT event_id FROM effect) AS e"))
                .isEqualTo(events);
        assertThat(Probe.rows(datastore, "datastore.outbox")).isEqualTo(events);
        assertThat(Probe.rows(datastore, "datastore.inbox WHERE consumer = 'c'")).isEqualTo(events);
    }

    @Test
    void whatWaitsAtTheSameMomentIsOneTransaction() throws Exception {
        EventHandler<Counted> once = datastore.once("c", this::effect);
        for (Future<Outcome> each : together(deliveries(once, 20, "e"))) {
            assertThat(each.get()).isEqualTo(Outcome.done());
        }
        eachHasOneEffect(20);
        assertThat(transactions()).isEqualTo(1);
        assertThat(groups()).isEqualTo(1);
    }

    @Test
    void eachHandlerHasTheDeadlineTraceAndMdcOfItsDelivery() throws Exception {
        Map<String, Long> left = new ConcurrentHashMap<>();
        Map<String, String> seen = new ConcurrentHashMap<>();
        Map<String, String> traces = new ConcurrentHashMap<>();
        EventHandler<Counted> once =
                datastore.once(
                        "c",
                        event -> {
                            seen.put(event.id(), String.valueOf(MDC.get(MDC_KEY)));
                            traces.put(event.id(), String.valueOf(Context.current().get(TRACE)));
                            left.put(
                                    event.id(),
                                    Deadline.current()
                                            .map(d -> d.remaining().toSeconds())
                                            .orElse(0L));
                            return effect(event);
                        });
        List<Callable<Outcome>> deliveries = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String id = "e" + i;
            Duration span = Duration.ofMinutes(i + 1);
            deliveries.add(() -> {
                MDC.put(MDC_KEY, id);
                try (Scope _ = Context.current().with(TRACE, id).makeCurrent()) {
                    return Deadline.after(span).call(() -> once.handle(Probe.event(id)));
                }
            });
        }
        for (Future<Outcome> each : together(deliveries)) {
            each.get();
        }
        assertThat(transactions()).isEqualTo(1);
        assertThat(seen).isEqualTo(Map.of("e0", "e0", "e1", "e1", "e2", "e2"));
        assertThat(traces).isEqualTo(seen);
        assertThat(left.get("e0")).isBetween(30L, 60L);
        assertThat(left.get("e2")).isBetween(150L, 180L);
    }

    @Test
    void aStatementOfOneMemberTakesItsDeadlineAndOfTheNextItsOwn() throws Exception {
        Map<String, Long> timeouts = new ConcurrentHashMap<>();
        EventHandler<Counted> once =
                datastore.once(
                        "c",
                        event -> {
                            timeouts.put(event.id(), statementTimeout());
                            return effect(event);
                        });
        List<Callable<Outcome>> deliveries =
                List.of(
                        () ->
                                Deadline.after(Duration.ofMinutes(1))
                                        .call(() -> once.handle(Probe.event("a"))),
                        () ->
                                Deadline.after(Duration.ofSeconds(4))
                                        .call(() -> once.handle(Probe.event("b"))),
                        () -> once.handle(Probe.event("c")));
        for (Future<Outcome> each : together(deliveries)) {
            each.get();
        }
        assertThat(transactions()).isEqualTo(1);
        assertThat(timeouts.get("a")).isEqualTo(5000);
        assertThat(timeouts.get("b")).isBetween(1L, 4000L);
        assertThat(timeouts.get("c")).isEqualTo(5000);
    }

    private long statementTimeout() {
        return datastore.sql(h ->
                h.createQuery(
                                "SELECT setting FROM pg_settings WHERE name ="
                                        + " 'statement_timeout'")
                        .mapTo(Long.class)
                        .one());
    }

    @Test
    void whoHasLittleTimeLeftDoesNotWaitForAGroup() throws Exception {
        EventHandler<Counted> once = datastore.once("c", this::effect);
        CountDownLatch go = new CountDownLatch(1);
        EventHandler<Counted> holder =
                datastore.once(
                        "holder",
                        event -> {
                            awaitQuietly(go);
                            return Outcome.done();
                        });
        Future<Outcome> first = threads.submit(() -> holder.handle(Probe.event("first")));
        Outcome hasty =
                Deadline.after(Duration.ofMillis(900))
                        .call(() -> once.handle(Probe.event("hasty")));
        assertThat(hasty).isEqualTo(Outcome.done());
        assertThat(first.isDone()).isFalse();
        go.countDown();
        first.get();
    }

    @Test
    void whatFailsInAGroupFailsAloneAndItsNeighboursHaveTheirEffect() throws Exception {
        List<TransactionalFailure> failures =
                List.of(
                        event -> {
                            throw new IllegalStateException("boom");
                        },
                        event -> {
                            throw new StackOverflowError("as told");
                        },
                        event -> Outcome.retryLater(Duration.ofSeconds(1), "not yet"),
                        event -> Outcome.deadLetter("never"),
                        event -> {
                            datastore.sql(h -> h.execute("SELECT nothing"));
                            return Outcome.done();
                        });
        int effects = 0;
        for (int f = 0; f < failures.size(); f++) {
            TransactionalFailure failure = failures.get(f);
            EventHandler<Counted> good = datastore.once("c", this::effect);
            EventHandler<Counted> bad =
                    datastore.once(
                            "c",
                            event -> {
                                effect(event);
                                return failure.handle(event);
                            });
            List<Callable<Outcome>> deliveries =
                    new ArrayList<>(deliveries(good, 3, "a" + f + "-"));
            String badId = "bad" + f;
            deliveries.add(() -> bad.handle(Probe.event(badId)));
            deliveries.addAll(deliveries(good, 3, "b" + f + "-"));
            List<Future<Outcome>> all = together(deliveries);
            effects += 6;
            for (int i = 0; i < all.size(); i++) {
                if (i != 3) {
                    assertThat(all.get(i).get()).isEqualTo(Outcome.done());
                }
            }
            assertThat(failed(all.get(3))).isTrue();
            eachHasOneEffect(effects);
            assertThat(undone()).isEqualTo(f + 1);
        }
    }

    @FunctionalInterface
    private interface TransactionalFailure {
        Outcome handle(Event<Counted> event);
    }

    private static boolean failed(Future<Outcome> future) throws InterruptedException {
        try {
            return !future.get().equals(Outcome.done());
        } catch (ExecutionException e) {
            return true;
        }
    }

    @Test
    void theSameEventTwiceAtOnceHasOneEffect() throws Exception {
        EventHandler<Counted> once = datastore.once("c", this::effect);
        List<Callable<Outcome>> deliveries = new ArrayList<>(deliveries(once, 5, "e"));
        deliveries.addAll(deliveries(once, 5, "e"));
        for (Future<Outcome> each : together(deliveries)) {
            assertThat(each.get()).isEqualTo(Outcome.done());
        }
        eachHasOneEffect(5);
        assertThat(
                        telemetry
                                .meters()
                                .get(MeterNames.INBOX_DUPLICATES)
                                .tag("consumer", "c")
                                .counter()
                                .count())
                .isEqualTo(5);
    }

    @Test
    void theSameEventsInGroupsOfTwoInstancesHaveOneEffect() throws Exception {
        try (Datastore other = Probe.open(database)) {
            EventHandler<Counted> here = datastore.once("c", this::effect);
            EventHandler<Counted> there =
                    other.once(
                            "c",
                            event -> {
                                other.sql(h ->
                                        h.execute("INSERT INTO effect VALUES (?)", event.id()));
                                other.outbox().add(Probe.COUNTED, new Counted(event.id(), 1));
                                return Outcome.done();
                            });
            List<Callable<Outcome>> deliveries = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String id = "e" + i;
                deliveries.add(() -> here.handle(Probe.event(id)));
                deliveries.add(() -> there.handle(Probe.event(id)));
            }
            for (Future<Outcome> each : threads.invokeAll(deliveries)) {
                assertThat(each.get()).isEqualTo(Outcome.done());
            }
            eachHasOneEffect(200);
        }
    }

    @Test
    void theNthCallToTheServerFailsAndEachEventHasOneEffect() throws Exception {
        int events = 0;
        for (Moment moment : Moment.values()) {
            int calls = 0;
            boolean fired;
            do {
                calls++;
                int nth = calls;
                // A new handler each time: the one before goes alone for a while after its failure.
                EventHandler<Counted> once = datastore.once("c", this::effect);
                List<Callable<Outcome>> deliveries = new ArrayList<>();
                for (Callable<Outcome> each : deliveries(once, 4, moment + "-" + nth + "-")) {
                    deliveries.add(() -> untilDone(each));
                }
                for (Future<Outcome> each :
                        together(deliveries, () -> connections.failAt(nth, moment))) {
                    assertThat(each.get()).isEqualTo(Outcome.done());
                }
                fired = connections.fired();
                connections.failAt(-1, moment);
                events += 4;
                eachHasOneEffect(events);
            } while (fired);
            // At the least: inbox, four effects, outbox, commit.
            assertThat(calls).isGreaterThan(7);
        }
        assertThat(undone()).isGreaterThanOrEqualTo(2);
    }

    private static Outcome untilDone(Callable<Outcome> delivery) throws Exception {
        while (true) {
            try {
                return delivery.call();
            } catch (DatastoreException.Unavailable again) {
                assertThat(again).hasMessageNotContaining("never");
            }
        }
    }
}
