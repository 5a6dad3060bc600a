package dev.winnow.messaging;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What to replay, and to whom. Immutable.
 *
 * @param stream to read
 * @param query which of its messages; the end is at most what the stream has when it begins
 * @param durable the only consumer to get them; a consumer of the stream itself
 * @param subject where they go instead of a consumer; {@code prefix.>} stands for the prefix and
 *     each message's own subject
 * @param run what the run is called: the same message of the same run is published once within the
 *     duplicate window. Letters, digits, {@code _} and {@code -}, at most 64
 * @param again whether events that had their effects shall have them once more in this run
 */
public record ReplayPlan(
        String stream,
        StreamQuery query,
        Optional<String> durable,
        Optional<String> subject,
        String run,
        boolean again) {
    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** What runs without another name are called, whose effects are wanted only once. */
    public static final String ONCE = "once";

    public ReplayPlan {
        if (durable.isPresent() == subject.isPresent()) {
            throw new IllegalArgumentException("a replay goes to a consumer or to a subject");
        }
        if (!RUN.matcher(run).matches()) {
            throw new IllegalArgumentException(
                    "a run is called by at most 64 letters, digits, _ and -, not '" + run + "'");
        }
    }

    /** Only what the consumer has missed has an effect. */
    public static ReplayPlan toConsumer(String stream, StreamQuery query, String durable) {
        return new ReplayPlan(stream, query, Optional.of(durable), Optional.empty(), ONCE, false);
    }

    public static ReplayPlan toSubject(String stream, StreamQuery query, String subject) {
        return new ReplayPlan(stream, query, Optional.empty(), Optional.of(subject), ONCE, false);
    }

    /** Every effect once more, under a run of its own. */
    public ReplayPlan withEffectsAgain() {
        return new ReplayPlan(stream, query, durable, subject, UUID.randomUUID().toString(), true);
    }

    public ReplayPlan withRun(String value) {
        return new ReplayPlan(stream, query, durable, subject, value, again);
    }
}
