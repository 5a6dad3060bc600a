package dev.winnow.cli.wire;

import dev.winnow.cli.console.Context;
import dev.winnow.contracts.watchlist.CompareReply;
import dev.winnow.contracts.watchlist.CompareRequest;
import dev.winnow.contracts.watchlist.EntryRequest;
import dev.winnow.contracts.watchlist.Hit;
import dev.winnow.contracts.watchlist.ListedEntry;
import dev.winnow.contracts.watchlist.Party;
import dev.winnow.contracts.watchlist.SearchReply;
import dev.winnow.contracts.watchlist.SearchRequest;
import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.Messaging;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands of {@code winnow lists} about single entries and names. */
final class EntryCommands {
    private EntryCommands() {}

    /** {@code winnow lists entry}. */
    @Command(
            name = "entry",
            mixinStandardHelpOptions = true,
            description = {"All that a list says of a party, now or in an earlier version.", ""})
    static final class Entry extends ContractCommand {
        @Parameters(index = "0", paramLabel = "LIST", description = "The list's name.")
        private String list = "";

        @Parameters(index = "1", paramLabel = "ENTRY", description = "The entry's number.")
        private String entry = "";

        @Option(
                names = "--version-number",
                paramLabel = "VERSION",
                description = "The version of the list. Default: the one in force.")
        private @Nullable Integer version;

        Entry(Context context) {
            super(context);
        }

        @Override
        void ask(Messaging messaging) {
            ListedEntry reply =
                    call(
                            messaging,
                            WatchlistContracts.ENTRY,
                            new EntryRequest(list, entry, version));
            print(reply, () -> out().println(Body.printed(Json.write(reply), true)));
        }
    }

    /** {@code winnow lists search}. */
    @Command(
            name = "search",
            mixinStandardHelpOptions = true,
            description = {
                "Finds entries by a name, an entry's number or a document's number.",
                ""
            })
    static final class Search extends ContractCommand {
        @Parameters(index = "0", paramLabel = "TEXT", description = "A name or a number.")
        private String text = "";

        @Option(
                names = "--list",
                paramLabel = "LIST",
                description = "Only on this list; may be given several times.")
        private List<String> lists = List.of();

        @Option(
                names = "--threshold",
                paramLabel = "SCORE",
                description = "From 0 to 1. Default: 0.6.")
        private @Nullable Double threshold;

        @Option(names = "--limit", paramLabel = "N", description = "1 to 100. Default: 20.")
        private @Nullable Integer limit;

        Search(Context context) {
            super(context);
        }

        @Override
        void ask(Messaging messaging) {
            SearchReply reply =
                    call(
                            messaging,
                            WatchlistContracts.SEARCH,
                            new SearchRequest(text, lists, threshold, limit));
            print(
                    reply,
                    () -> {
                        Table table =
                                new Table("SCORE", "LIST", "ENTRY", "KIND", "NAME", "MATCHED");
                        for (SearchReply.Found found : reply.entries()) {
                            table.row(
                                    String.format(Locale.ROOT, "%.2f", found.score()),
                                    found.list(),
                                    found.entry(),
                                    found.kind().name().toLowerCase(Locale.ROOT),
                                    found.name(),
                                    found.matchedName());
                        }
                        table.print(out());
                    });
        }
    }

    /** {@code winnow lists compare}. */
    @Command(
            name = "compare",
            mixinStandardHelpOptions = true,
            description = {"How alike two names are, and why.", ""})
    static final class Compare extends ContractCommand {
        @Parameters(index = "0", paramLabel = "NAME", description = "One.")
        private String one = "";

        @Parameters(index = "1", paramLabel = "NAME", description = "The other.")
        private String other = "";

        Compare(Context context) {
            super(context);
        }

        @Override
        void ask(Messaging messaging) {
            CompareReply reply =
                    call(
                            messaging,
                            WatchlistContracts.COMPARE,
                            new CompareRequest(Party.named(one), Party.named(other)));
            print(
                    reply,
                    () -> {
                        out().println(String.format(Locale.ROOT, "%.3f", reply.score()));
                        for (Hit.Feature feature : reply.explanation()) {
                            out().println(
                                            String.format(
                                                    Locale.ROOT,
                                                    "  %+.3f  %s  %s",
                                                    feature.effect(),
                                                    feature.feature(),
                                                    feature.detail()));
                        }
                    });
        }
    }
}
