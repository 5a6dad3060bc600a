package dev.winnow.faults.scenario;

import dev.winnow.contracts.outbox.OutboxContracts;
import dev.winnow.contracts.outbox.ReconcileReply;
import dev.winnow.contracts.outbox.ReconcileRequest;
import dev.winnow.faults.counter.CounterContracts;
import dev.winnow.faults.process.ServiceProcess;
import dev.winnow.faults.run.Scenario;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.CounterWorld;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.Client;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.Pace;
import dev.winnow.messaging.ReplayPlan;
import dev.winnow.messaging.ReplayProgress;
import dev.winnow.messaging.StreamQuery;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Somebody deletes the durable consumer, and then the stream, under running services. What was lost
 * with the stream is published again behind what the stream has by then: the order of a key holds
 * when the key has nothing newer.
 */
final class S23Deleted implements Scenario<CounterWorld> {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration LATER = Duration.ofSeconds(60);
    private static final Duration NOBODY_MENDS_IT = Duration.ofSeconds(5);
    private static final String STREAM = CounterContracts.STREAM;
    private static final String CONSUMER = STREAM + "." + CounterContracts.DURABLE;

    @Override
    public void run(CounterWorld world, Story story) throws Exception {
        consumerDeleted(world, story);
        streamDeleted(world, story);
        replayed(world, story);
    }

    private static void consumerDeleted(CounterWorld world, Story story) throws Exception {
        Workers workers = new Workers(world);
        api(world, "$JS.API.CONSUMER.DELETE." + CONSUMER);
        story.fired("the consumer is deleted");
        requireRed(story, workers, "consumer");
        story.pause(NOBODY_MENDS_IT);
        story.require(
                isMissing(world, "$JS.API.CONSUMER.INFO." + CONSUMER), "somebody made it again");
        world.provision();
        goesOn(story, workers, "consumer");
    }

    private static void streamDeleted(CounterWorld world, Story story) throws Exception {
        Workers workers = new Workers(world);
        // What they have not yet seen goes with the stream.
        workers.both().forEach(ServiceProcess::pause);
        long accepted = world.counts().acceptances();
        story.await(
                SOON, "facts nobody has seen", () -> world.counts().acceptances() > accepted + 100);
        // A fact that is published again comes after what its key has had since: so it has nothing.
        world.stopLoad();
        story.await(SOON, "they are in the stream", () -> world.unpublished() == 0);
        api(world, "$JS.API.STREAM.DELETE." + STREAM);
        story.fired("the stream is deleted, with facts that nobody has seen");
        world.load(story, "after", 8, 50, "");
        workers.both().forEach(ServiceProcess::resume);
        requireRed(story, workers, "stream");
        story.await(SOON, "the outbox grows", () -> world.unpublished() > 50);
        story.require(
                world.process(CounterWorld.WRITER).hasLogged("no stream takes"),
                "the writer's log does not say that there is no stream");
        story.require(isMissing(world, "$JS.API.STREAM.INFO." + STREAM), "somebody made it again");
        world.provision();
        goesOn(story, workers, "stream");
        ReconcileReply found = republish(world, story);
        story.figure("facts lost with the stream and published again", found.republished());
        story.require(found.missing() >= 50, "nothing was lost: " + found);
        story.require(found.republished() == found.missing(), "not all came back: " + found);
    }

    private static void requireRed(Story story, Workers workers, String what) throws IOException {
        String missing = STREAM + "/" + CounterContracts.DURABLE;
        for (ServiceProcess worker : workers.both()) {
            Duration took =
                    story.await(
                            SOON,
                            worker.name() + " is not ready without the " + what,
                            () -> !worker.isReady() && worker.readiness().contains(missing));
            story.figure(worker.name() + " red without the " + what, took);
            story.require(
                    worker.hasLogged("ERROR", CounterContracts.DURABLE),
                    worker.name() + " does not say so in its log");
        }
    }

    private static void goesOn(Story story, Workers workers, String what) {
        long before = workers.effects(story.prefix());
        Duration took =
                story.await(
                        LATER, "new effects", () -> workers.effects(story.prefix()) > before + 50);
        story.figure("goes on with the " + what, took);
        workers.both().forEach(worker -> worker.awaitReady(SOON));
    }

    /** As {@code winnow outbox republish} does. */
    private static ReconcileReply republish(CounterWorld world, Story story) {
        Client<ReconcileRequest, ReconcileReply> client =
                world.driver()
                        .client(
                                OutboxContracts.reconcile(CounterContracts.SERVICE),
                                CallPolicy.ofDefaults());
        long missing = 0;
        long republished = 0;
        ReconcileReply reply;
        @Nullable Long after = null;
        do {
            reply = client.call(new ReconcileRequest(after, null, true));
            missing += reply.missing();
            republished += reply.republished();
            story.require(reply.failed() == 0, "some were not taken: " + reply);
            after = reply.next();
        } while (after != null);
        return new ReconcileReply(0, 0, missing, republished, 0, reply.examples(), null);
    }

    /** As {@code winnow replay} does: what had its effect has no other. */
    private static void replayed(CounterWorld world, Story story) throws InterruptedException {
        Workers workers = new Workers(world);
        double known = workers.meter("winnow_inbox_duplicates_total");
        ReplayProgress progress =
                world.driver()
                        .replay()
                        .run(
                                ReplayPlan.toConsumer(
                                        STREAM, StreamQuery.all(), CounterContracts.DURABLE),
                                Pace.unlimited(),
                                _ -> {});
        story.figure("replayed", progress.published());
        story.require(progress.published() > 100, "nothing was replayed: " + progress);
        story.await(
                LATER,
                "the inbox knows them all",
                () ->
                        workers.meter("winnow_inbox_duplicates_total") - known
                                >= progress.published());
    }

    private static void api(CounterWorld world, String subject) {
        JsonNode reply = ask(world, subject);
        if (reply.has("error")) {
            throw new IllegalStateException(subject + ": " + reply.path("error"));
        }
    }

    private static boolean isMissing(CounterWorld world, String subject) {
        return ask(world, subject).path("error").path("code").asInt(0) == 404;
    }

    private static JsonNode ask(CounterWorld world, String subject) {
        return Json.read(
                world.driver().raw().request(subject, new byte[0], Map.of(), SOON).body(),
                JsonNode.class);
    }
}
