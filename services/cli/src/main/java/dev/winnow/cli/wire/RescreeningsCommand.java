package dev.winnow.cli.wire;

import dev.winnow.cli.console.Context;
import dev.winnow.contracts.screening.Rescreening;
import dev.winnow.contracts.screening.RescreeningsReply;
import dev.winnow.contracts.screening.RescreeningsRequest;
import dev.winnow.contracts.screening.ScreeningContracts;
import dev.winnow.messaging.Messaging;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code winnow rescreenings}. */
@Command(
        name = "rescreenings",
        mixinStandardHelpOptions = true,
        description = {
            "How far the screening of decided applications against changed lists has come.",
            "",
            "One line for each new version of a list, the latest first: how many applications stood"
                    + " against",
            "an older version, how many have been looked at, how many of them have another result"
                    + " or another",
            "decision.",
            ""
        })
public final class RescreeningsCommand extends ContractCommand {
    @Option(names = "--list", paramLabel = "LIST", description = "Only of this list.")
    private @Nullable String list;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many lines, 1 to 100. Default: 20.")
    private @Nullable Integer limit;

    public RescreeningsCommand(Context context) {
        super(context);
    }

    @Override
    void ask(Messaging messaging) {
        RescreeningsReply reply =
                call(
                        messaging,
                        ScreeningContracts.RESCREENINGS,
                        new RescreeningsRequest(list, limit));
        print(
                reply,
                () -> {
                    Table table =
                            new Table(
                                    "LIST",
                                    "FROM",
                                    "TO",
                                    "STATE",
                                    "TOTAL",
                                    "DONE",
                                    "CHANGED",
                                    "REDECIDED",
                                    "STARTED",
                                    "COMPLETED");
                    reply.rescreenings().forEach(run -> row(table, run));
                    table.print(out());
                });
    }

    private static void row(Table table, Rescreening run) {
        table.row(
                run.list(),
                run.from(),
                run.to(),
                run.state().name().toLowerCase(Locale.ROOT),
                run.total(),
                run.done(),
                run.changed(),
                run.redecided(),
                run.startedAt(),
                Objects.requireNonNullElse(run.completedAt(), "-"));
    }
}
