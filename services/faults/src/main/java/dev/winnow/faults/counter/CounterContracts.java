package dev.winnow.faults.counter;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.EventContract;
import dev.winnow.contracts.RequestContract;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;

/** What the counter's processes say to each other and to the scenarios. */
public final class CounterContracts {
    /** The name of the writer, and in the subjects of all three roles. */
    public static final String SERVICE = "counter";

    /** The name of the worker's process and of its database's migrations. */
    public static final String WORKER = "counter-worker";

    public static final String DOWNSTREAM_SERVICE = "counter-downstream";
    public static final String STREAM = "COUNTER";

    /** The durable consumer of written facts: one worker at a time, in order by key. */
    public static final String DURABLE = "counter-worker";

    /** The durable consumer of raced facts: all workers at once, in no order. */
    public static final String RACER = "counter-racer";

    /** The folder on the class path with streams and consumers, in the form of nats-config. */
    public static final String NATS_FILES = "faults";

    /**
     * A fact to be written.
     *
     * @param sequence of the key, from 1 without gaps
     * @param behaviour of the worker's handler; see {@link Behaviour}
     */
    public record Write(
            @NotBlank @Size(max = 100) String key, @Min(1) int sequence, String behaviour) {}

    /**
     * It is committed.
     *
     * @param known whether it had been before
     */
    public record Written(String id, boolean known) {}

    /** What the events carry. */
    public record Fact(
            @NotBlank String id, @NotBlank String key, @Min(1) int sequence, String behaviour) {}

    /**
     * The same in the second version of the contract.
     *
     * @param writer who committed it; the first version does not say
     */
    public record FactV2(
            @NotBlank String id,
            @NotBlank String key,
            @Min(1) int sequence,
            String behaviour,
            @NotBlank String writer) {
        /** What both versions say. */
        Fact fact() {
            return new Fact(id, key, sequence, behaviour);
        }
    }

    public record Ask(String id) {}

    public record Answer(String id) {}

    /**
     * How the downstream is to behave.
     *
     * @param mode ok, slow (longer than the deadline), error (unavailable), flap (ok and error by
     *     turns of two seconds), refuse (conflict, which no attempt mends); empty changes nothing
     */
    public record SetMode(String mode) {}

    /**
     * How it behaves, and what it has seen since the mode was set.
     *
     * @param calls that it got
     * @param bad those of them that it answered badly
     * @param busiest the most calls within one second of the clock
     * @param together the most calls under way at the same time
     */
    public record Mode(String mode, long calls, long bad, long busiest, int together) {}

    /** Idempotent: the same key and sequence again is known, and makes no second event. */
    public static final RequestContract<Write, Written> WRITE =
            request("write", "Commits a fact.", Write.class, Written.class, 5);

    public static final RequestContract<Ask, Answer> DOWNSTREAM =
            request("downstream", "What a handler needs.", Ask.class, Answer.class, 1);
    public static final RequestContract<SetMode, Mode> MODE =
            request("mode", "Sets how the downstream behaves.", SetMode.class, Mode.class, 5);

    public static final EventContract<Fact> WRITTEN = event("written", "A fact was committed.");
    public static final EventContract<FactV2> WRITTEN_V2 =
            new EventContract<>(
                    SERVICE,
                    "written",
                    2,
                    STREAM,
                    "A fact was committed, and by whom.",
                    FactV2.class,
                    FactV2::key);
    public static final EventContract<Fact> RACED = event("raced", "One fact, in several copies.");

    private CounterContracts() {}

    private static <Q, R> RequestContract<Q, R> request(
            String name, String description, Class<Q> request, Class<R> reply, int seconds) {
        return new RequestContract<>(
                SERVICE,
                name,
                1,
                description,
                request,
                reply,
                List.of(ErrorCode.UNAVAILABLE, ErrorCode.CONFLICT),
                Duration.ofSeconds(seconds),
                true);
    }

    private static EventContract<Fact> event(String name, String description) {
        return new EventContract<>(SERVICE, name, 1, STREAM, description, Fact.class, Fact::key);
    }
}
