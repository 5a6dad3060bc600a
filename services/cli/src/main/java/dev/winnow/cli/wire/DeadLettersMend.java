package dev.winnow.cli.wire;

import dev.winnow.cli.console.CommandFailure;
import dev.winnow.cli.console.Context;
import dev.winnow.cli.console.ExitCode;
import dev.winnow.messaging.DeadLetter;
import dev.winnow.messaging.DeadLetterBox;
import dev.winnow.messaging.DeadLetterFilter;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.Pace;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is done to dead letters, to single ones or to all that are selected. */
abstract class DeadLettersMend implements Callable<Integer> {
    private final Context context;
    private final String verb;

    @Mixin private NatsOptions nats = new NatsOptions();
    @Mixin private DeadLetterSelection selection = new DeadLetterSelection();

    @Parameters(
            paramLabel = "SEQUENCE",
            arity = "0..*",
            description = "Dead letters' numbers, as list prints them.")
    private List<Long> sequences = List.of();

    @Option(names = "--all", description = "All that the other options select.")
    private boolean all;

    @Option(names = "--rate", paramLabel = "N", description = "At most so many a second.")
    private int rate;

    @Option(names = "--dry-run", description = "Only say what would be done.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    private int done;
    private int gone;
    private int refused;

    DeadLettersMend(Context context, String verb) {
        this.context = context;
        this.verb = verb;
    }

    /** Does it to one. */
    abstract Result mend(DeadLetterBox box, long sequence);

    /** What became of one, and in words. */
    record Result(State state, String words) {
        enum State {
            DONE,
            GONE,
            REFUSED
        }
    }

    @Override
    public Integer call() throws Exception {
        if (all == !sequences.isEmpty() || (!all && selection.isGiven()) || rate < 0) {
            throw new CommandFailure(
                    ExitCode.USAGE, "say which: sequence numbers, or --all with what selects them");
        }
        Pace pace = rate > 0 ? Pace.perSecond(rate) : Pace.unlimited();
        try (Messaging messaging = nats.connect(context)) {
            DeadLetterBox box = messaging.deadLetters();
            if (all) {
                everySelected(box, pace);
            } else {
                for (long sequence : sequences) {
                    one(box, pace, sequence);
                }
            }
        }
        if (!json) {
            context.terminal()
                    .err()
                    .println(
                            "%d %s, %d refused, %d not there"
                                    .formatted(
                                            done,
                                            dryRun ? "would be " + verb : verb,
                                            refused,
                                            gone));
        }
        if (refused > 0) {
            return ExitCode.REFUSED;
        }
        return !all && gone > 0 ? ExitCode.FAILED : ExitCode.DONE;
    }

    /** Those that are there now: one that dies again meanwhile is for the next time. */
    private void everySelected(DeadLetterBox box, Pace pace) throws InterruptedException {
        DeadLetterFilter filter = selection.filter(Instant.now());
        long last = box.lastSequence();
        long behind = 0;
        while (true) {
            List<DeadLetter> page = box.list(filter, behind, DeadLettersCommand.PAGE);
            for (DeadLetter letter : page) {
                if (letter.sequence() > last) {
                    return;
                }
                one(box, pace, letter.sequence());
                behind = letter.sequence();
            }
            if (page.size() < DeadLettersCommand.PAGE) {
                return;
            }
        }
    }

    private void one(DeadLetterBox box, Pace pace, long sequence) throws InterruptedException {
        Result result;
        if (dryRun) {
            result =
                    box.get(sequence).isPresent()
                            ? new Result(Result.State.DONE, "would be " + verb)
                            : new Result(Result.State.GONE, "is not there");
        } else {
            pace.await();
            result = mend(box, sequence);
        }
        switch (result.state()) {
            case DONE -> done++;
            case GONE -> gone++;
            case REFUSED -> refused++;
        }
        print(sequence, result);
    }

    private void print(long sequence, Result result) {
        if (json) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("sequence", sequence);
            line.put("outcome", result.state().name().toLowerCase(Locale.ROOT));
            line.put("words", result.words());
            context.terminal().out().println(new String(Json.write(line), StandardCharsets.UTF_8));
        } else if (result.state() == Result.State.DONE) {
            context.terminal().out().println(sequence + " " + result.words());
        } else {
            context.terminal().err().println(sequence + " " + result.words());
        }
    }

    /** {@code winnow dead-letters redrive}. */
    @Command(
            name = "redrive",
            mixinStandardHelpOptions = true,
            description = {
                "Gives events to the consumer that could not handle them once more.",
                "",
                "The events keep their ids: done twice or at the same time, each has one effect."
                        + " One that dies again comes back with its history.",
                ""
            })
    static final class Redrive extends DeadLettersMend {
        Redrive(Context context) {
            super(context, "redriven");
        }

        @Override
        Result mend(DeadLetterBox box, long sequence) {
            return switch (box.redrive(sequence)) {
                case dev.winnow.messaging.Redrive.Done copy ->
                        new Result(
                                Result.State.DONE,
                                "redriven as message "
                                        + copy.sequence()
                                        + (copy.before() ? ", from before" : ""));
                case dev.winnow.messaging.Redrive.Gone _ ->
                        new Result(Result.State.GONE, "is not there (any more)");
                case dev.winnow.messaging.Redrive.Refused refused ->
                        new Result(Result.State.REFUSED, "stays: " + refused.reason());
            };
        }
    }

    /** {@code winnow dead-letters discard}. */
    @Command(
            name = "discard",
            mixinStandardHelpOptions = true,
            description = {"Takes dead letters away for good.", ""})
    static final class Discard extends DeadLettersMend {
        Discard(Context context) {
            super(context, "discarded");
        }

        @Override
        Result mend(DeadLetterBox box, long sequence) {
            return box.discard(sequence)
                    ? new Result(Result.State.DONE, "discarded")
                    : new Result(Result.State.GONE, "is not there (any more)");
        }
    }
}
