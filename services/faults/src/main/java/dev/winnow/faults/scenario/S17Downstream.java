package dev.winnow.faults.scenario;

import dev.winnow.faults.counter.CounterContracts.Mode;
import dev.winnow.faults.process.ServiceProcess;
import dev.winnow.faults.run.Scenario;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.CounterWorld;
import java.time.Duration;
import java.util.List;

/** What the handlers call is slow, answers nothing but errors, or comes and goes. */
final class S17Downstream implements Scenario<CounterWorld> {
    private static final Duration OPENS = Duration.ofSeconds(30);
    private static final Duration LASTS = Duration.ofSeconds(8);
    private static final Duration FLAPS = Duration.ofSeconds(16);
    private static final Duration PULLS_END = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int KEYS = 64;
    private static final int CALLS_PER_SECOND = 50;
    private static final int PROBES = 3;
    private static final int ATTEMPTS = 3;
    private static final double OPEN = 2;

    @Override
    public void run(CounterWorld world, Story story) throws Exception {
        Workers workers = new Workers(world);
        long dead = world.deadLetters();
        // Only facts that need it: what still succeeds would keep the circuit closed.
        world.stopLoad();
        world.load(story, "calls", KEYS, CALLS_PER_SECOND, "call");
        String calls = story.prefix() + "calls-";
        story.await(SOON, "calls are made", () -> workers.effects(calls) > 50);
        for (String how : List.of("error", "slow", "flap")) {
            try {
                if (how.equals("flap")) {
                    flapping(world, story, calls);
                } else {
                    bad(world, story, how);
                }
            } finally {
                world.mode("ok");
            }
            long before = workers.effects(calls);
            Duration took =
                    story.await(
                            SOON,
                            "calls are made again",
                            () -> workers.effects(calls) > before + 50);
            story.figure("goes on after " + how, took);
        }
        story.require(world.deadLetters() == dead, "events went to the dead letters for it");
    }

    private static void bad(CounterWorld world, Story story, String how) throws Exception {
        ServiceProcess worker = new Workers(world).active();
        world.mode(how);
        story.await(
                OPENS, "the circuit opens", () -> worker.meter("winnow_consumer_circuit") == OPEN);
        story.fired("the downstream is bad: " + how + "; the circuit has opened");
        open(world, story, worker, how);
    }

    /** Counted from when the circuit is open: probes, and what of them is tried again. */
    private static void open(CounterWorld world, Story story, ServiceProcess worker, String how) {
        // What had been asked for before is here by then.
        story.pause(PULLS_END);
        world.mode(how);
        long delivered = delivered(world);
        story.pause(LASTS);
        Mode seen = world.mode("");
        story.figure(how + ": attempts", seen.calls() + " in " + LASTS.toSeconds() + " s");
        story.figure(how + ": at most together", seen.together());
        story.figure(how + ": at most in a second", seen.busiest());
        long pulled = delivered(world) - delivered;
        story.figure(how + ": events pulled", pulled);
        long rounds = LASTS.toSeconds() / 2 + 1;
        story.require(
                seen.calls() <= rounds * PROBES * ATTEMPTS,
                seen.calls() + " attempts while the circuit was open");
        story.require(
                seen.busiest() <= PROBES * ATTEMPTS, seen.busiest() + " attempts within a second");
        story.require(pulled <= rounds * PROBES, pulled + " events were pulled while it was open");
        story.require(worker.meter("winnow_consumer_circuit") > 0, "the circuit closed meanwhile");
    }

    /**
     * Two seconds bad, two seconds good. Where most calls succeed the circuit may stay closed, and
     * rightly: what is promised then is that work gets done, and that trying again does not
     * multiply the calls.
     */
    private static void flapping(CounterWorld world, Story story, String calls)
            throws InterruptedException {
        Workers workers = new Workers(world);
        long before = workers.effects(calls);
        world.mode("flap");
        story.await(SOON, "calls fail", () -> world.mode("").bad() > 0);
        story.fired("the downstream comes and goes, two seconds each");
        story.pause(FLAPS);
        Mode seen = world.mode("");
        long done = workers.effects(calls) - before;
        long held = world.consumer().path("num_ack_pending").asLong();
        story.figure("flap: attempts", seen.calls() + " in " + FLAPS.toSeconds() + " s");
        story.figure("flap: of them failed", seen.bad());
        story.figure("flap: effects", done + ", and " + held + " held");
        story.figure("flap: at most in a second", seen.busiest());
        story.require(done > 0, "nothing is done while the downstream comes and goes");
        story.require(
                seen.calls() <= (done + held) * ATTEMPTS,
                seen.calls() + " attempts for " + done + " effects");
    }

    private static long delivered(CounterWorld world) {
        return world.consumer().path("delivered").path("consumer_seq").asLong();
    }
}
