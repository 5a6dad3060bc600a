package dev.winnow.faults.scenario;

import dev.winnow.faults.process.ServiceProcess;
import dev.winnow.faults.process.Waiting;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.ProcessWorld;
import dev.winnow.localservers.Direction;
import dev.winnow.localservers.FaultProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Faults that are drawn, one after the other and sometimes two at once, for a time. */
final class RandomFaults {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(4);

    /** Brings one about, waits as long as it lasts, and ends it. */
    @FunctionalInterface
    interface Fault {
        void happen() throws Exception;
    }

    private record Named(String name, Fault fault) {}

    private final ProcessWorld world;
    private final Story story;
    private final List<Named> faults = new ArrayList<>();

    RandomFaults(ProcessWorld world, Story story) {
        this.world = world;
        this.story = story;
        add("SIGKILL of PostgreSQL", this::killPostgres);
    }

    RandomFaults add(String name, Fault fault) {
        faults.add(new Named(name, fault));
        return this;
    }

    /** Kills, pauses, and faults on its links. */
    RandomFaults hurting(ServiceProcess process) {
        add("SIGKILL of " + process.name(), () -> kill(process));
        add("SIGSTOP of " + process.name(), () -> pause(process));
        for (FaultProxy proxy : process.links().nats()) {
            onLink("to NATS", process, proxy);
        }
        onLink("to PostgreSQL", process, process.links().postgres());
        return this;
    }

    private void onLink(String where, ServiceProcess process, FaultProxy proxy) {
        String link = process.name() + " " + where;
        add("RST, " + link, proxy::reset);
        add(
                "nothing comes through, " + link,
                () -> during(proxy, () -> proxy.hold(Direction.BOTH)));
        add(
                "200 ms later, " + link,
                () -> during(proxy, () -> proxy.delay(Duration.ofMillis(200))));
        add(
                "the answers are lost, " + link,
                () -> {
                    during(proxy, () -> proxy.swallow(Direction.TO_CLIENT));
                    proxy.cut();
                });
    }

    private void during(FaultProxy proxy, Runnable fault) {
        fault.run();
        story.pause(story.between(SHORTEST, LONGEST));
        proxy.heal();
    }

    private void kill(ServiceProcess process) throws IOException {
        process.kill();
        story.pause(story.between(Duration.ZERO, LONGEST));
        process.startAgain();
    }

    private void pause(ServiceProcess process) {
        process.pause();
        story.pause(story.between(SHORTEST, LONGEST.multipliedBy(2)));
        process.resume();
    }

    private void killPostgres() {
        world.killPostgres();
        story.pause(story.between(SHORTEST, LONGEST));
        world.startPostgres();
    }

    /** Goes on for the time. */
    void run(Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            Named first = draw();
            story.fired(first.name());
            if (story.draw(4) == 0) {
                Named second = draw();
                story.fired(second.name() + ", at the same time");
                together(first, second);
            } else {
                first.fault().happen();
            }
            story.pause(story.between(SHORTEST, LONGEST));
        }
    }

    private Named draw() {
        return faults.get(story.draw(faults.size()));
    }

    private static void together(Named first, Named second) throws Exception {
        if (first.equals(second)) {
            first.fault().happen();
            return;
        }
        List<Exception> failed = new ArrayList<>();
        Thread other = Thread.ofVirtual().start(() -> quietly(second, failed));
        first.fault().happen();
        while (other.isAlive()) {
            Waiting.pause(Duration.ofMillis(10));
        }
        if (!failed.isEmpty()) {
            throw failed.getFirst();
        }
    }

    /** Kept for the one who waits. */
    private static void quietly(Named fault, List<Exception> failed) {
        try {
            fault.fault().happen();
        } catch (Exception e) {
            failed.add(e);
        }
    }
}
