package dev.winnow.messaging;

import dev.winnow.contracts.Streams;
import dev.winnow.contracts.WinnowHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What no consumer could handle: to be looked at, redriven or discarded. Made by {@link
 * Messaging#deadLetters}. Each method asks the server and throws {@link JetStreamApiException} when
 * JetStream says no, {@link CallException} when it does not answer. Safe to share, also between
 * processes.
 *
 * <p>A redrive publishes a copy of the event for the one consumer that could not handle it, waits
 * for the stream's word, and then takes the dead letter away. The copy's message id is made of the
 * dead letter's place, and the event's own id stays: done twice, at the same time or after a crash
 * in between, it is one publish or, when the stream has forgotten the message id, one effect.
 */
public final class DeadLetterBox {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final StreamReader letters;
    private final StreamPublish publish;
    private final JetStreamApi api;
    private final Map<String, ConsumerFilter> filters = new ConcurrentHashMap<>();

    DeadLetterBox(Core core) {
        this.letters = new StreamReader(core, Streams.DEAD_LETTERS);
        this.publish = new StreamPublish(core.mux());
        this.api = new JetStreamApi(core.mux());
    }

    /**
     * Dead letters without their bodies, oldest first.
     *
     * @param behind only those with a higher sequence; 0 for all
     * @param limit at most so many; ask again behind the last one for more
     */
    public List<DeadLetter> list(DeadLetterFilter filter, long behind, int limit) {
        Limits.atLeast("limit", limit, 1);
        StreamQuery query = StreamQuery.all();
        query = filter.after().isPresent() ? query.from(filter.after().get()) : query;
        query = behind > 0 ? query.from(behind + 1) : query;
        query = filter.before().isPresent() ? query.to(filter.before().get()) : query;
        query = query.withSubjects(filter.subjects()).withHeadersOnly(true);
        List<DeadLetter> found = new ArrayList<>();
        try (StreamCursor cursor = letters.read(query)) {
            Optional<StoredMessage> next = cursor.next();
            while (next.isPresent()) {
                DeadLetter letter = DeadLetter.of(next.get());
                if (filter.matches(letter)) {
                    found.add(letter);
                }
                next = found.size() < limit ? cursor.next() : Optional.empty();
            }
        }
        return found;
    }

    /** One dead letter with its body; empty when there is none (any more). */
    public Optional<DeadLetter> get(long sequence) {
        return letters.get(sequence).map(DeadLetter::of);
    }

    /** The highest sequence that there is; what dies later has a higher one. */
    public long lastSequence() {
        return letters.state().lastSequence();
    }

    /** Takes a dead letter away; false when it was not there. */
    public boolean discard(long sequence) {
        return letters.delete(sequence);
    }

    /** Gives the event to its consumer once more. */
    public Redrive redrive(long sequence) {
        Optional<DeadLetter> found = get(sequence);
        if (found.isEmpty()) {
            return new Redrive.Gone();
        }
        DeadLetter letter = found.get();
        String subject = ReplaySubject.of(letter.consumer(), letter.subject());
        if (letter.stream().isEmpty() || !filter(letter).matches(subject)) {
            return new Redrive.Refused(
                    "the consumer %s/%s does not take %s; does `winnow nats apply` help?"
                            .formatted(letter.stream(), letter.consumer(), subject));
        }
        PublishOutcome outcome =
                publish.publish(
                        letter.stream(),
                        subject,
                        messageId(letter),
                        headers(letter, Instant.now()),
                        letter.message().body(),
                        Deadline.after(TIMEOUT));
        return switch (outcome) {
            case PublishOutcome.Failed failed -> new Redrive.Refused(failed.reason());
            case PublishOutcome.Acknowledged copy -> {
                letters.delete(sequence);
                yield new Redrive.Done(copy.sequence(), copy.duplicate());
            }
        };
    }

    /** The time tells it from one of a stream that was made anew. */
    private static String messageId(DeadLetter letter) {
        return "redrive." + letter.sequence() + "." + letter.message().time();
    }

    private static Map<String, List<String>> headers(DeadLetter letter, Instant now) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        letter.message()
                .headers()
                .forEach((name, values) -> {
                    boolean ofNats = name.regionMatches(true, 0, "Nats-", 0, 5);
                    if (!ofNats && !DeadLetters.isDeadLetters(name)) {
                        headers.put(name, values);
                    }
                });
        headers.put(
                WinnowHeaders.DEAD_LETTER_SEQUENCE,
                List.of(Long.toString(letter.originalSequence())));
        headers.put(
                WinnowHeaders.DEAD_LETTER_FIRST_FAILURE,
                List.of(letter.firstFailure().orElse(letter.lastFailure()).toString()));
        headers.put(
                WinnowHeaders.DEAD_LETTER_REDRIVES,
                List.of(Integer.toString(letter.redrives() + 1)));
        List<DeadLetter.Death> history = new ArrayList<>(letter.history());
        history.add(letter.death(now));
        headers.put(
                WinnowHeaders.DEAD_LETTER_HISTORY,
                history.stream()
                        .skip(Math.max(0, history.size() - DeadLetter.MOST_HISTORY))
                        .map(death -> new String(Json.write(death), StandardCharsets.UTF_8))
                        .toList());
        return headers;
    }

    private ConsumerFilter filter(DeadLetter letter) {
        return filters.computeIfAbsent(
                letter.stream() + "." + letter.consumer(),
                name -> {
                    try {
                        return ConsumerFilter.of(
                                api.consumer(letter.stream(), letter.consumer()).path("config"));
                    } catch (JetStreamApiException notThere) {
                        if (notThere.isNotFound()) {
                            return ConsumerFilter.nothing();
                        }
                        throw notThere;
                    }
                });
    }
}
