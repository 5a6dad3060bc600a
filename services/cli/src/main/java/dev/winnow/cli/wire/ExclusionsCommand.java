package dev.winnow.cli.wire;

import dev.winnow.cli.console.Context;
import dev.winnow.contracts.watchlist.ExcludeRequest;
import dev.winnow.contracts.watchlist.Exclusion;
import dev.winnow.contracts.watchlist.ExclusionsReply;
import dev.winnow.contracts.watchlist.ExclusionsRequest;
import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.contracts.watchlist.WithdrawExclusionRequest;
import dev.winnow.messaging.Messaging;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code winnow exclusions …}. */
@Command(
        name = "exclusions",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Parties that were found not to be the ones of an entry.")
public final class ExclusionsCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    private ExclusionsCommand() {}

    /** The command with its own. */
    public static CommandLine of(Context context) {
        return new CommandLine(new ExclusionsCommand())
                .addSubcommand(new List(context))
                .addSubcommand(new Add(context))
                .addSubcommand(new Withdraw(context));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private static String line(Exclusion exclusion) {
        return exclusion.id()
                + " "
                + exclusion.state().name().toLowerCase(Locale.ROOT)
                + ": party "
                + exclusion.partyKey()
                + " is not "
                + exclusion.entry()
                + " of list "
                + exclusion.list()
                + ", says "
                + exclusion.actor()
                + " at "
                + exclusion.createdAt()
                + (exclusion.expiresAt() == null ? "" : ", until " + exclusion.expiresAt())
                + ": "
                + exclusion.reason();
    }

    /** {@code winnow exclusions list}. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = {"Shows exclusions, the newest first, with the state they are in.", ""})
    static final class List extends ContractCommand {
        @Option(names = "--party", paramLabel = "KEY", description = "Only of this party.")
        private @Nullable String party;

        @Option(names = "--list", paramLabel = "LIST", description = "Only of this list.")
        private @Nullable String list;

        @Option(names = "--entry", paramLabel = "ENTRY", description = "Only of this entry.")
        private @Nullable String entry;

        List(Context context) {
            super(context);
        }

        @Override
        void ask(Messaging messaging) {
            String token = null;
            do {
                ExclusionsReply reply =
                        call(
                                messaging,
                                WatchlistContracts.EXCLUSIONS,
                                new ExclusionsRequest(party, list, entry, null, token));
                print(reply, () -> reply.exclusions().forEach(e -> out().println(line(e))));
                token = reply.nextPageToken();
            } while (token != null);
        }
    }

    /** {@code winnow exclusions add}. */
    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = {
                "Says that a party is not the one of an entry. Void when the entry changes.",
                ""
            })
    static final class Add extends ContractCommand {
        @Parameters(index = "0", paramLabel = "KEY", description = "The party's key.")
        private String party = "";

        @Parameters(index = "1", paramLabel = "LIST", description = "The list's name.")
        private String list = "";

        @Parameters(index = "2", paramLabel = "ENTRY", description = "The entry's number.")
        private String entry = "";

        @Option(
                names = "--actor",
                paramLabel = "NAME",
                required = true,
                description = "Who says so.")
        private String actor = "";

        @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
        private String reason = "";

        @Option(
                names = "--until",
                paramLabel = "TIME",
                description = "As in 2027-01-01T00:00:00Z. Default: no end.")
        private @Nullable Instant until;

        Add(Context context) {
            super(context);
        }

        @Override
        void ask(Messaging messaging) {
            Exclusion reply =
                    call(
                            messaging,
                            WatchlistContracts.EXCLUDE,
                            new ExcludeRequest(party, list, entry, actor, reason, until));
            print(reply, () -> out().println(line(reply)));
        }
    }

    /** {@code winnow exclusions withdraw}. */
    @Command(
            name = "withdraw",
            mixinStandardHelpOptions = true,
            description = {"Takes an exclusion back. It stays to be seen.", ""})
    static final class Withdraw extends ContractCommand {
        @Parameters(index = "0", paramLabel = "ID", description = "The exclusion's id.")
        private String id = "";

        @Option(
                names = "--actor",
                paramLabel = "NAME",
                required = true,
                description = "Who takes it back.")
        private String actor = "";

        @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
        private String reason = "";

        Withdraw(Context context) {
            super(context);
        }

        @Override
        void ask(Messaging messaging) {
            Exclusion reply =
                    call(
                            messaging,
                            WatchlistContracts.WITHDRAW_EXCLUSION,
                            new WithdrawExclusionRequest(id, actor, reason));
            print(reply, () -> out().println(line(reply)));
        }
    }
}
