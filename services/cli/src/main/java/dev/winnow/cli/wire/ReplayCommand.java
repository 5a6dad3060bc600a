package dev.winnow.cli.wire;

import dev.winnow.cli.console.CommandFailure;
import dev.winnow.cli.console.Context;
import dev.winnow.cli.console.ExitCode;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.Pace;
import dev.winnow.messaging.ReplayPlan;
import dev.winnow.messaging.ReplayProgress;
import dev.winnow.messaging.ReplayRefusedException;
import dev.winnow.messaging.StreamQuery;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code winnow replay STREAM}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Gives what a stream keeps to one consumer, or to a subject, once more.",
            "",
            "The events keep their ids, so that only what the consumer missed has an effect; with"
                    + " --effects again everything has its effect once more, once for each run."
                    + " A run that was stopped says how to go on; what it repeats does no harm.",
            ""
        })
public final class ReplayCommand implements Callable<Integer> {
    private final Context context;

    @Mixin private NatsOptions nats = new NatsOptions();

    @Parameters(index = "0", paramLabel = "STREAM", description = "The stream to read.")
    private String stream = "";

    @ArgGroup(exclusive = true, multiplicity = "1")
    private From from = new From();

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private @Nullable To to;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Target target = new Target();

    @Option(
            names = "--subject",
            paramLabel = "FILTER",
            description = "Only messages on these subjects, with wildcards. May be given often.")
    private List<String> subjects = List.of();

    @Option(names = "--rate", paramLabel = "N", description = "At most so many a second.")
    private @Nullable Integer rate;

    @Option(
            names = "--effects",
            paramLabel = "once|again",
            defaultValue = "once",
            description = {
                "once: only what was missed has an effect. again: everything, once for this run."
                        + " Default: ${DEFAULT-VALUE}."
            })
    private Effects effects = Effects.ONCE;

    @Option(
            names = "--run",
            paramLabel = "NAME",
            description = {
                "What the run is called: one that goes on, or repeats another, has the same name."
                        + " Default: a new name with --effects again."
            })
    private @Nullable String run;

    @Option(names = "--json", description = "Print the end as one JSON object.")
    private boolean json;

    /** Where it begins. */
    static final class From {
        @Option(names = "--from-sequence", paramLabel = "N", description = "The first message.")
        private @Nullable Long sequence;

        @Option(
                names = "--from-time",
                paramLabel = "TIME",
                description = "Not stored before: 2026-11-21T08:00:00Z.")
        private @Nullable String time;
    }

    /** Where it ends. */
    static final class To {
        @Option(
                names = "--to-sequence",
                paramLabel = "N",
                description = "The last message. Default: what the stream has now.")
        private @Nullable Long sequence;

        @Option(names = "--to-time", paramLabel = "TIME", description = "Not stored after.")
        private @Nullable String time;
    }

    /** Who gets it. */
    static final class Target {
        @Option(
                names = "--to-consumer",
                paramLabel = "DURABLE",
                description = "Only this durable consumer of the stream gets the messages.")
        private @Nullable String consumer;

        @Option(
                names = "--to-subject",
                paramLabel = "SUBJECT",
                description = {
                    "They are published here; prefix.> is the prefix and each one's own subject."
                })
        private @Nullable String subject;
    }

    /** Whether effects are wanted again. */
    enum Effects {
        ONCE,
        AGAIN
    }

    public ReplayCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        ReplayPlan plan = plan();
        Pace pace = pace();
        ReplayProgress end;
        try (Messaging messaging = nats.connect(context);
                ReplayBar bar = new ReplayBar(context.terminal())) {
            end = messaging.replay().run(plan, pace, bar::show);
        } catch (ReplayRefusedException refused) {
            throw new CommandFailure(ExitCode.REFUSED, String.valueOf(refused.getMessage()));
        }
        tell(plan, end);
        return end.stopped().isPresent() ? ExitCode.FAILED : ExitCode.DONE;
    }

    private ReplayPlan plan() {
        try {
            StreamQuery query = query();
            ReplayPlan plan =
                    target.consumer != null
                            ? ReplayPlan.toConsumer(stream, query, target.consumer)
                            : ReplayPlan.toSubject(stream, query, String.valueOf(target.subject));
            plan = effects == Effects.AGAIN ? plan.withEffectsAgain() : plan;
            return run == null ? plan : plan.withRun(run);
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(wrong.getMessage()));
        } catch (DateTimeException noTime) {
            throw new CommandFailure(ExitCode.USAGE, "a time is written as 2026-11-21T08:00:00Z");
        }
    }

    private StreamQuery query() {
        StreamQuery query = StreamQuery.all().withSubjects(subjects);
        query = from.sequence != null ? query.from(from.sequence) : query;
        query = from.time != null ? query.from(Instant.parse(from.time)) : query;
        if (to != null) {
            query = to.sequence != null ? query.to(to.sequence) : query;
            query = to.time != null ? query.to(Instant.parse(to.time)) : query;
        }
        return query;
    }

    private Pace pace() {
        if (rate == null) {
            return Pace.unlimited();
        }
        if (rate < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--rate is at least 1");
        }
        return Pace.perSecond(rate);
    }

    private void tell(ReplayPlan plan, ReplayProgress end) {
        if (json) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("stream", plan.stream());
            line.put("run", plan.run());
            line.put("published", end.published());
            line.put("before", end.before());
            line.put("upTo", end.upTo());
            end.stopped().ifPresent(why -> line.put("stopped", why));
            context.terminal().out().println(new String(Json.write(line), StandardCharsets.UTF_8));
        } else {
            context.terminal()
                    .out()
                    .println(
                            "%d messages replayed, %d of them were there from before; all up to %d"
                                    .formatted(end.published(), end.before(), end.upTo()));
        }
        if (end.stopped().isPresent()) {
            context.terminal()
                    .err()
                    .println(
                            "winnow: stopped: %s; go on with --from-sequence %d --run %s"
                                    .formatted(end.stopped().get(), end.upTo() + 1, plan.run()));
        }
    }
}
