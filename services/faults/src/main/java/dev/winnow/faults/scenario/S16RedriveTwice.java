package dev.winnow.faults.scenario;

import dev.winnow.faults.run.Scenario;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.CounterWorld;
import dev.winnow.messaging.DeadLetter;
import dev.winnow.messaging.DeadLetterBox;
import dev.winnow.messaging.DeadLetterFilter;
import dev.winnow.messaging.FanOut;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.Redrive;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

/**
 * Dead letters are redriven by two people at the same moment, and what dies again is redriven
 * again, all within the duplicate window.
 */
final class S16RedriveTwice implements Scenario<CounterWorld> {
    private static final int FACTS = 40;
    private static final Duration SOON = Duration.ofSeconds(30);

    @Override
    public void run(CounterWorld world, Story story) throws Exception {
        Workers workers = new Workers(world);
        String prefix = story.prefix() + "dies-";
        world.mode("refuse");
        for (int n = 0; n < FACTS; n++) {
            world.write(prefix + n, 1, "call");
        }
        try (Messaging one = connect(world, "redriver-1");
                Messaging other = connect(world, "redriver-2")) {
            DeadLetterBox first = one.deadLetters();
            DeadLetterBox second = other.deadLetters();
            List<DeadLetter> died = await(story, first, prefix, 0);
            // They die of the same again, well within the window of their first redrive.
            List<Redrive> answers = redrive(first, second, died);
            requireTaken(story, answers);
            List<DeadLetter> again = await(story, first, prefix, died.getLast().sequence());
            story.require(
                    again.stream().allMatch(letter -> letter.redrives() == 1),
                    "a redrive was not remembered");
            world.mode("ok");
            answers = redrive(first, second, again);
            requireTaken(story, answers);
            story.fired(
                    2 * FACTS + " redrives of two connections at the same moment: " + sum(answers));
            story.await(SOON, "each has its effect", () -> workers.effects(prefix) == FACTS);
            story.require(dead(first, prefix, 0).isEmpty(), "dead letters are left");
        }
    }

    private static List<DeadLetter> await(
            Story story, DeadLetterBox letters, String prefix, long behind) {
        story.await(
                SOON, FACTS + " dead letters", () -> dead(letters, prefix, behind).size() == FACTS);
        return dead(letters, prefix, behind);
    }

    private static List<DeadLetter> dead(DeadLetterBox letters, String prefix, long behind) {
        return letters.list(DeadLetterFilter.all(), behind, 1000).stream()
                .filter(letter -> letter.subject().contains("." + prefix))
                .toList();
    }

    /** Each letter by both, as nearly at the same moment as two threads can. */
    private static List<Redrive> redrive(
            DeadLetterBox first, DeadLetterBox second, List<DeadLetter> letters) throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        List<Redrive> answers = new java.util.ArrayList<>();
        for (DeadLetter letter : letters) {
            List<Callable<Redrive>> both =
                    List.of(
                            () -> redrive(first, letter, together),
                            () -> redrive(second, letter, together));
            for (FanOut.Result<Redrive> result : FanOut.collect(2, both)) {
                switch (result) {
                    case FanOut.Result.Success<Redrive> done -> answers.add(done.value());
                    case FanOut.Result.Failure<Redrive> failed ->
                            throw new IllegalStateException("a redrive failed", failed.cause());
                }
            }
        }
        return answers;
    }

    private static Redrive redrive(DeadLetterBox box, DeadLetter letter, CyclicBarrier together)
            throws Exception {
        together.await(10, TimeUnit.SECONDS);
        return box.redrive(letter.sequence());
    }

    private static void requireTaken(Story story, List<Redrive> answers) {
        long first =
                answers.stream()
                        .filter(answer ->
                                answer instanceof Redrive.Done(long _, boolean before) && !before)
                        .count();
        story.require(first == FACTS, "not one copy for each: " + sum(answers));
        story.require(
                answers.stream().noneMatch(Redrive.Refused.class::isInstance),
                "refused: " + answers);
    }

    private static String sum(List<Redrive> answers) {
        long gone = answers.stream().filter(Redrive.Gone.class::isInstance).count();
        long twice =
                answers.stream()
                        .filter(answer ->
                                answer instanceof Redrive.Done(long _, boolean before) && before)
                        .count();
        return "%d published, %d published before, %d gone"
                .formatted(answers.size() - gone - twice, twice, gone);
    }

    private static Messaging connect(CounterWorld world, String name) {
        ServiceInfo info = ServiceInfo.of(name, "1.0.0", "The fault suite.");
        return Messaging.connect(world.nats(), info, Telemetry.none());
    }
}
