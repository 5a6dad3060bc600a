package dev.winnow.messaging;

import dev.winnow.contracts.WinnowHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Gives what a stream keeps to one consumer once more, or to a subject. Made by {@link
 * Messaging#replay}. Safe to share.
 *
 * <p>For a consumer, copies go to subjects that no other consumer looks at, on the event's own
 * stream, through the consumer's usual pull and in order per key. The event's id stays, so an inbox
 * lets through only what was missed; with {@link ReplayPlan#withEffectsAgain} it lets everything
 * through once more for that run.
 */
public final class Replay {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** A stream that is full refuses facts; the copies leave some room. */
    private static final double FULL = 0.9;

    private final Core core;
    private final JetStreamApi api;
    private final EventPublisher publisher;

    Replay(Core core, EventPublisher publisher) {
        this.core = core;
        this.api = new JetStreamApi(core.mux());
        this.publisher = publisher;
    }

    /**
     * Runs to the end of what the stream has now, or until something stops it.
     *
     * @param progress told after each batch
     * @return where it ended; a run of the same name may go on behind it, and may also repeat what
     *     is done
     * @throws ReplayRefusedException when the copies would go nowhere, or do not fit in
     * @throws JetStreamApiException when JetStream says no
     * @throws CallException when it does not answer
     */
    public ReplayProgress run(ReplayPlan plan, Pace pace, Consumer<ReplayProgress> progress)
            throws InterruptedException {
        StreamReader reader = new StreamReader(core, plan.stream());
        StreamState state = reader.state();
        Target target = target(plan);
        StreamQuery query =
                plan.query()
                        .withSubjects(target.subjects())
                        .to(Math.max(1, Math.min(plan.query().toSequence(), state.lastSequence())));
        try (StreamCursor cursor = reader.read(query)) {
            if (target.stream().equals(plan.stream())) {
                requireRoom(state, cursor.remaining());
            }
            return new Run(plan, target, cursor, pace, progress).toTheEnd();
        }
    }

    /**
     * @param stream that takes the copies; empty when none does
     * @param subjects that are read
     */
    private record Target(String stream, List<String> subjects, ConsumerFilter filter) {}

    private Target target(ReplayPlan plan) {
        if (plan.durable().isEmpty()) {
            String subject = plan.subject().orElseThrow();
            return new Target(
                    streamOf(subject), plan.query().subjects(), new ConsumerFilter(List.of(">")));
        }
        String durable = plan.durable().get();
        ConsumerFilter filter =
                ConsumerFilter.of(api.consumer(plan.stream(), durable).path("config"));
        String copies = ReplaySubject.of(durable, "");
        if (filter.subjects().stream().noneMatch(s -> s.equals(">") || s.startsWith(copies))) {
            throw new ReplayRefusedException(
                    "the consumer %s/%s takes no replays: its filter has nothing on %s>; does `winnow nats apply` help?"
                            .formatted(plan.stream(), durable, copies));
        }
        List<String> wanted = plan.query().subjects();
        if (wanted.isEmpty()) {
            wanted =
                    filter.subjects().stream()
                            .filter(s -> !ReplaySubject.isAny(s) && !s.equals(">"))
                            .toList();
        }
        return new Target(plan.stream(), wanted, filter);
    }

    private String streamOf(String subject) {
        JsonNode found =
                api.request("$JS.API.STREAM.NAMES", Json.write(Map.of("subject", subject)));
        return found.path("streams").path(0).asString("");
    }

    private static void requireRoom(StreamState state, long messages) {
        if (state.maxBytes() <= 0 || state.messages() == 0) {
            return;
        }
        double each = (double) state.bytes() / state.messages();
        if (state.bytes() + each * messages > state.maxBytes() * FULL) {
            throw new ReplayRefusedException(
                    "about %d copies of %.0f bytes do not fit into the stream, which has %d of at most %d bytes; replay a part, or raise its max_bytes"
                            .formatted(messages, each, state.bytes(), state.maxBytes()));
        }
    }

    /** One run. Not safe to share. */
    private final class Run {
        private final ReplayPlan plan;
        private final Target target;
        private final StreamCursor cursor;
        private final Pace pace;
        private final Consumer<ReplayProgress> progress;
        private final List<EventMessage> batch = new ArrayList<>();
        private final List<Long> sequences = new ArrayList<>();
        private long published;
        private long before;
        private long upTo;
        private Optional<String> stopped = Optional.empty();

        Run(
                ReplayPlan plan,
                Target target,
                StreamCursor cursor,
                Pace pace,
                Consumer<ReplayProgress> progress) {
            this.plan = plan;
            this.target = target;
            this.cursor = cursor;
            this.pace = pace;
            this.progress = progress;
            this.upTo = plan.query().fromSequence() - 1;
        }

        ReplayProgress toTheEnd() throws InterruptedException {
            Optional<StoredMessage> next = cursor.next();
            while (next.isPresent() && stopped.isEmpty()) {
                if (isWanted(next.get())) {
                    pace.await();
                    batch.add(copy(next.get()));
                    sequences.add(next.get().sequence());
                }
                if (batch.size() >= pace.atOnce()) {
                    publish();
                }
                next = stopped.isEmpty() ? cursor.next() : next;
            }
            if (stopped.isEmpty()) {
                publish();
            }
            return now();
        }

        private ReplayProgress now() {
            return new ReplayProgress(published, before, upTo, cursor.remaining(), stopped);
        }

        private boolean isWanted(StoredMessage message) {
            return !ReplaySubject.isAny(message.subject())
                    && target.filter().matches(subject(message));
        }

        private String subject(StoredMessage message) {
            if (plan.durable().isPresent()) {
                return ReplaySubject.of(plan.durable().get(), message.subject());
            }
            String subject = plan.subject().orElseThrow();
            return subject.endsWith(".>")
                    ? subject.substring(0, subject.length() - 1) + message.subject()
                    : subject;
        }

        private EventMessage copy(StoredMessage message) {
            Map<String, String> headers = new LinkedHashMap<>();
            message.headers()
                    .forEach((name, values) -> {
                        if (!name.regionMatches(true, 0, "Nats-", 0, 5) && !values.isEmpty()) {
                            headers.put(name, values.getFirst());
                        }
                    });
            headers.remove(WinnowHeaders.REPLAY);
            if (plan.again()) {
                headers.put(WinnowHeaders.REPLAY, plan.run());
            }
            String to = plan.durable().or(plan::subject).orElseThrow();
            return new EventMessage(
                    target.stream(),
                    subject(message),
                    "replay." + to + "." + plan.run() + "." + message.sequence(),
                    headers,
                    message.body());
        }

        private void publish() {
            if (batch.isEmpty()) {
                return;
            }
            if (target.stream().isEmpty()) {
                send();
            } else {
                store();
            }
            batch.clear();
            sequences.clear();
            progress.accept(now());
        }

        private void store() {
            List<PublishOutcome> outcomes = publisher.publish(batch, Deadline.after(TIMEOUT));
            for (int i = 0; i < outcomes.size(); i++) {
                switch (outcomes.get(i)) {
                    case PublishOutcome.Acknowledged copy -> {
                        published++;
                        before += copy.duplicate() ? 1 : 0;
                        upTo = stopped.isEmpty() ? sequences.get(i) : upTo;
                    }
                    case PublishOutcome.Failed failed when stopped.isEmpty() ->
                            stopped = Optional.of(failed.reason());
                    case PublishOutcome.Failed _ -> {
                        // The first failure has said why.
                    }
                }
            }
        }

        /** No stream takes them: whoever listens gets them, and nobody says so. */
        private void send() {
            RawClient raw = new RawClient(core);
            try {
                for (EventMessage event : batch) {
                    raw.publish(event.subject(), event.body(), event.headers());
                }
                raw.flush(TIMEOUT);
                published += batch.size();
                upTo = sequences.getLast();
            } catch (CallException notSent) {
                stopped = Optional.of(String.valueOf(notSent.getMessage()));
            }
        }
    }
}
