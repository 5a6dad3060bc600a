package dev.winnow.cli.wire;

import dev.winnow.cli.console.Context;
import dev.winnow.contracts.watchlist.DiffReply;
import dev.winnow.contracts.watchlist.DiffRequest;
import dev.winnow.contracts.watchlist.ListSource;
import dev.winnow.contracts.watchlist.ListSourceFormat;
import dev.winnow.contracts.watchlist.ListVersion;
import dev.winnow.contracts.watchlist.ListsReply;
import dev.winnow.contracts.watchlist.ListsRequest;
import dev.winnow.contracts.watchlist.LoadListRequest;
import dev.winnow.contracts.watchlist.LoadReply;
import dev.winnow.contracts.watchlist.VersionsReply;
import dev.winnow.contracts.watchlist.VersionsRequest;
import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.messaging.Messaging;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code winnow lists …}. */
@Command(
        name = "lists",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "[COMMAND]",
        description = "The watch lists in force and their sources; with a command, more of them.")
public final class ListsCommand extends ContractCommand {
    private ListsCommand(Context context) {
        super(context);
    }

    /** The command with its own. */
    public static CommandLine of(Context context) {
        return new CommandLine(new ListsCommand(context))
                .addSubcommand(new Load(context))
                .addSubcommand(new Versions(context))
                .addSubcommand(new Diff(context))
                .addSubcommand(new EntryCommands.Entry(context))
                .addSubcommand(new EntryCommands.Search(context))
                .addSubcommand(new EntryCommands.Compare(context));
    }

    @Override
    void ask(Messaging messaging) {
        ListsReply reply = call(messaging, WatchlistContracts.LISTS, new ListsRequest());
        print(
                reply,
                () -> {
                    table(reply.lists()).print(out());
                    for (ListSource source : reply.sources()) {
                        out().printf(
                                        "source of %s: %s, every %d s, %s%n",
                                        source.list(),
                                        source.location(),
                                        source.intervalSeconds(),
                                        source.problem() == null
                                                ? "last well at " + source.succeededAt()
                                                : "failed "
                                                        + source.failures()
                                                        + " times: "
                                                        + source.problem());
                    }
                    reply.missing().forEach(list -> out().println("missing: " + list));
                });
    }

    private static Table table(Iterable<ListVersion> versions) {
        Table table =
                new Table(
                        "LIST",
                        "VERSION",
                        "ENTRIES",
                        "NAMES",
                        "ADDED",
                        "REMOVED",
                        "CHANGED",
                        "PUBLISHED",
                        "LOADED");
        for (ListVersion version : versions) {
            table.row(
                    version.list(),
                    version.version(),
                    version.entries(),
                    version.names(),
                    some(version.added()),
                    some(version.removed()),
                    some(version.changed()),
                    some(version.publishedAt()),
                    version.loadedAt());
        }
        return table;
    }

    private static Object some(@Nullable Object value) {
        return value == null ? "-" : value;
    }

    /** {@code winnow lists load}. */
    @Command(
            name = "load",
            mixinStandardHelpOptions = true,
            description = {
                "Loads a list as a new version, all of it or nothing.",
                "",
                "The service reads PATH itself, within its load roots; without PATH it fetches the"
                        + " list from",
                "its configured source. Refused with exit code 4, with file, line and reason.",
                ""
            })
    static final class Load extends ContractCommand {
        @Parameters(index = "0", paramLabel = "LIST", description = "The list's name.")
        private String list = "";

        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "PATH",
                description = "An absolute path of the machine the service runs on.")
        private @Nullable String path;

        @Option(
                names = "--format",
                paramLabel = "FORMAT",
                description = "${COMPLETION-CANDIDATES}. Default: told by the path.")
        private @Nullable ListSourceFormat format;

        @Option(
                names = "--sha256",
                paramLabel = "HEX",
                description = "Refuse the files when this is not their checksum.")
        private @Nullable String checksum;

        Load(Context context) {
            super(context);
        }

        @Override
        void ask(Messaging messaging) {
            LoadReply reply =
                    call(
                            messaging,
                            WatchlistContracts.LOAD_LIST,
                            new LoadListRequest(list, path, format, checksum));
            ListVersion version = reply.version();
            print(
                    reply,
                    () ->
                            out().printf(
                                            "list %s: version %d, %d entries, %d names%s%n",
                                            version.list(),
                                            version.version(),
                                            version.entries(),
                                            version.names(),
                                            reply.changed() ? "" : ", as before"));
        }
    }

    /** {@code winnow lists versions}. */
    @Command(
            name = "versions",
            mixinStandardHelpOptions = true,
            description = {"The versions of a list that were ever loaded, the newest first.", ""})
    static final class Versions extends ContractCommand {
        @Parameters(index = "0", paramLabel = "LIST", description = "The list's name.")
        private String list = "";

        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "20",
                description = "At most this many, 1 to 500. Default: ${DEFAULT-VALUE}.")
        private int limit = 20;

        Versions(Context context) {
            super(context);
        }

        @Override
        void ask(Messaging messaging) {
            VersionsReply reply =
                    call(
                            messaging,
                            WatchlistContracts.VERSIONS,
                            new VersionsRequest(list, null, limit));
            print(reply, () -> table(reply.versions()).print(out()));
        }
    }

    /** {@code winnow lists diff}. */
    @Command(
            name = "diff",
            mixinStandardHelpOptions = true,
            description = {
                "The entries that differ between two versions of a list; + added, - removed, ~"
                        + " changed.",
                ""
            })
    static final class Diff extends ContractCommand {
        @Parameters(index = "0", paramLabel = "LIST", description = "The list's name.")
        private String list = "";

        @Option(
                names = "--from",
                paramLabel = "VERSION",
                description = "Default: the one before --to. 0 for the time before the first.")
        private @Nullable Integer from;

        @Option(
                names = "--to",
                paramLabel = "VERSION",
                description = "Default: the version in force.")
        private @Nullable Integer to;

        Diff(Context context) {
            super(context);
        }

        @Override
        void ask(Messaging messaging) {
            String token = null;
            boolean first = true;
            do {
                DiffReply reply =
                        call(
                                messaging,
                                WatchlistContracts.DIFF,
                                new DiffRequest(list, from, to, null, token));
                boolean heading = first;
                print(reply, () -> page(reply, heading));
                first = false;
                // All pages of the same two versions, whatever is loaded meanwhile.
                from = reply.from();
                to = reply.to();
                token = reply.nextPageToken();
            } while (token != null);
        }

        private void page(DiffReply reply, boolean heading) {
            if (heading) {
                out().printf(
                                "list %s from version %d to %d: %d added, %d removed, %d changed%n",
                                reply.list(),
                                reply.from(),
                                reply.to(),
                                reply.added(),
                                reply.removed(),
                                reply.changed());
            }
            for (DiffReply.Change change : reply.changes()) {
                String sign =
                        switch (change.kind()) {
                            case ADDED -> "+";
                            case REMOVED -> "-";
                            case CHANGED -> "~";
                        };
                out().println(sign + " " + change.entry() + "  " + change.name());
            }
        }
    }
}
