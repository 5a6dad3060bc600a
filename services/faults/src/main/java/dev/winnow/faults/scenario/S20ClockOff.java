package dev.winnow.faults.scenario;

import dev.winnow.faults.machine.FakeClock;
import dev.winnow.faults.process.ServiceProcess;
import dev.winnow.faults.process.ServiceSpec;
import dev.winnow.faults.run.Scenario;
import dev.winnow.faults.run.ScenarioFailedException;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.HouseWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A screening and an applications whose clock is an hour off, and is set while they run. Screenings
 * are put off meanwhile, for want of a watch list; the last of them by a process that is then
 * killed, so that others must find in time what is due.
 */
final class S20ClockOff implements Scenario<HouseWorld> {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final List<Duration> OFF = List.of(HOUR.negated(), HOUR);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration EACH = Duration.ofSeconds(6);
    private static final String CALLS = "winnow_client_calls_seconds_count";

    @Override
    public void run(HouseWorld world, Story story) throws Exception {
        if (FakeClock.missing().isPresent()) {
            throw new ScenarioFailedException("no clock to set: " + FakeClock.missing().get());
        }
        FakeClock clock = FakeClock.make(world.folder().resolve("clock"));
        clock.set(OFF.getFirst());
        ServiceProcess screening = start(world, clock, "screening");
        ServiceProcess applications = start(world, clock, "applications");
        try {
            screening.awaitReady();
            applications.awaitReady();
            // Those with the right time are dead, else they would be served.
            world.processes().stream()
                    .filter(process -> process.name().matches("(screening|applications)-\\d"))
                    .forEach(ServiceProcess::kill);
            story.await(
                    SOON,
                    "they are served",
                    () -> handled(screening) > 0 && handled(applications) > 0);
            for (Duration off : OFF) {
                clock.set(off);
                double before = handled(screening) + handled(applications);
                story.fired("clocks of two services off by " + off);
                story.pause(EACH);
                double more = handled(screening) + handled(applications) - before;
                story.figure("events handled, off by " + off, (long) more);
                story.require(more > 0, "they handle nothing with a clock off by " + off);
            }
            double late = screening.meter(CALLS, "outcome=\"deadline_exceeded\"");
            double all = screening.meter(CALLS);
            story.figure("calls of screening", (long) all + ", late " + (long) late);
            story.require(all > 0, "no call was made with a wrong clock");
            story.require(late <= all / 20, late + " of " + all + " calls were late");
            putOff(world, story, screening);
            world.process(HouseWorld.WATCHLIST).kill();
            long waiting = awaitWaiting(world, story);
            screening.kill();
            story.figure("put off when it was killed", waiting);
        } finally {
            world.remove(screening);
            world.remove(applications);
        }
    }

    /** The watch list is away for a while; what was put off for it is taken up when it is due. */
    private static void putOff(HouseWorld world, Story story, ServiceProcess screening)
            throws Exception {
        ServiceProcess watchlist = world.process(HouseWorld.WATCHLIST);
        watchlist.kill();
        awaitWaiting(world, story);
        watchlist.startAgain();
        watchlist.awaitReady();
        Duration took = story.await(SOON, "what was put off is decided", () -> waiting(world) == 0);
        story.figure("put off and decided, an hour ahead", took);
        story.require(screening.isAlive(), "the screening has ended");
    }

    private static long awaitWaiting(HouseWorld world, Story story) {
        story.await(SOON, "screenings are put off", () -> waiting(world) > 0);
        return waiting(world);
    }

    private static long waiting(HouseWorld world) {
        return Units.number(() ->
                world.database("screening")
                        .number("SELECT count(*) FROM screening WHERE state = 'waiting'"));
    }

    private static double handled(ServiceProcess process) {
        return process.meter("winnow_consumer_handler_seconds_count");
    }

    private static ServiceProcess start(HouseWorld world, FakeClock clock, String service)
            throws Exception {
        ServiceSpec spec = HouseWorld.spec(service + "-off", service);
        for (Map.Entry<String, String> variable : clock.environment().entrySet()) {
            spec = spec.with(variable.getKey(), variable.getValue());
        }
        return world.start(spec, service);
    }
}
