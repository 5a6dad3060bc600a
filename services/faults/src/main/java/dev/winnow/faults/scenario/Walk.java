package dev.winnow.faults.scenario;

import dev.winnow.faults.process.ServiceProcess;
import dev.winnow.faults.process.Waiting;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.scenario.Steps.Step;
import dev.winnow.faults.world.HouseWorld;
import dev.winnow.localservers.Verdict;
import dev.winnow.messaging.CallException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Sends one application after the other through a small world, and watches the steps of a process.
 */
final class Walk {
    private static final Duration AGAIN = Duration.ofMillis(200);
    private static final int ATTEMPTS = 3;
    private static final Duration SOON = Duration.ofSeconds(30);

    private final HouseWorld world;
    private final Story story;
    private final ServiceProcess process;
    private final Steps steps = new Steps();
    private int number;
    private Thread submitting = Thread.ofVirtual().unstarted(() -> {});

    Walk(HouseWorld world, Story story, ServiceProcess process) {
        this.world = world;
        this.story = story;
        this.process = process;
    }

    /**
     * What the process does for one application, and does not do without any. What comes with one
     * of two applications only is not for it: tables are swept from time to time.
     */
    List<Step> learn(Duration idle) {
        send(); // what is done once only, such as preparing, is over then
        end(SOON);
        rest();
        steps.attach(process);
        story.pause(idle);
        List<Step> once = stepsOfOne();
        List<Step> again = stepsOfOne();
        return once.stream().filter(again::contains).toList();
    }

    private List<Step> stepsOfOne() {
        begin(_ -> Verdict.FORWARD);
        end(SOON);
        rest();
        return steps.seen();
    }

    /**
     * Sends applications until one has brought the process to the point, three at most: what runs
     * side by side does not always come in the same way.
     *
     * @param reached whether it has been there; the application goes on after that
     * @return whether it has
     */
    boolean bringTo(Function<Step, Verdict> action, BooleanSupplier reached) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            begin(action);
            String reference = reference(number);
            story.await(
                    SOON,
                    reference + " comes to the point, or through",
                    () ->
                            reached.getAsBoolean()
                                    || (world.isDecided(reference) && world.isSettled(story)));
            if (reached.getAsBoolean()) {
                return true;
            }
            rest();
        }
        return false;
    }

    /** Submits an application, again and again until it is accepted, and goes on at once. */
    private void begin(Function<Step, Verdict> action) {
        steps.work(action);
        steps.attach(process);
        send();
    }

    private void send() {
        String reference = reference(++number);
        submitting = Thread.ofVirtual().start(() -> submit(reference));
    }

    private void submit(String reference) {
        while (true) {
            try {
                world.submit(reference);
                return;
            } catch (CallException again) {
                Waiting.pause(AGAIN);
            }
        }
    }

    /** Returns when it is decided. */
    void end(Duration limit) {
        String reference = reference(number);
        story.await(limit, reference + " is decided", () -> world.isDecided(reference));
        story.await(SOON, "accepted", () -> !submitting.isAlive());
    }

    /** Returns when nothing is under way. */
    void rest() {
        world.settle(story, SOON);
    }

    private String reference(int of) {
        return "%s%s-%03d".formatted(story.prefix(), process.name(), of);
    }
}
