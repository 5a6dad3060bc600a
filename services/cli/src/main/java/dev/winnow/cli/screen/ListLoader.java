package dev.winnow.cli.screen;

import dev.winnow.cli.console.CommandFailure;
import dev.winnow.cli.console.ExitCode;
import dev.winnow.cli.console.Steps;
import dev.winnow.cli.local.DataDirectory;
import dev.winnow.contracts.watchlist.ListVersion;
import dev.winnow.contracts.watchlist.LoadReply;
import dev.winnow.messaging.ServiceErrorException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads lists. The watch list service of this machine reads from one folder only, so their files
 * are brought there first.
 */
public final class ListLoader {
    private static final int MOST_FILES = 64;

    private final Services services;
    private final DataDirectory data;
    private final boolean local;
    private final Steps steps;

    public ListLoader(Services services, DataDirectory data, boolean local, Steps steps) {
        this.services = services;
        this.data = data;
        this.local = local;
        this.steps = steps;
    }

    /** Loads the lists given; when none is given and none was ever loaded, the sample list. */
    public void load(List<ListArgument> given, Path sample) throws IOException {
        for (ListArgument list : given) {
            load(list);
        }
        if (given.isEmpty() && services.lists().lists().isEmpty()) {
            if (!Files.isRegularFile(sample)) {
                throw new CommandFailure(
                        ExitCode.USAGE, "no list is loaded; give one with --list NAME=PATH");
            }
            steps.say("no list has been loaded yet: taking the invented sample list " + sample);
            load(new ListArgument("sample", sample));
        }
    }

    private void load(ListArgument list) throws IOException {
        long start = System.nanoTime();
        LoadReply reply =
                local
                        ? loadCopy(list)
                        : services.load(list.name(), list.path().toAbsolutePath().toString());
        ListVersion version = reply.version();
        steps.done(
                String.format(
                        Locale.ROOT,
                        "list %s: %d entries, %d names, version %d%s",
                        version.list(),
                        version.entries(),
                        version.names(),
                        version.version(),
                        reply.changed() ? "" : ", as before"),
                Duration.ofNanos(System.nanoTime() - start));
    }

    private LoadReply loadCopy(ListArgument list) throws IOException {
        Files.createDirectories(data.lists());
        Path folder = Files.createTempDirectory(data.lists().toRealPath(), list.name() + "-");
        try {
            Path copy = copy(list.path(), folder);
            try {
                return services.load(list.name(), copy.toString());
            } catch (ServiceErrorException e) {
                // The person knows the file by the name it was given.
                String words = String.valueOf(e.getMessage());
                throw new CommandFailure(
                        ExitCode.REFUSED,
                        "the list "
                                + list.name()
                                + " was refused: "
                                + words.replace(copy.toString(), list.path().toString()));
            }
        } finally {
            delete(folder);
        }
    }

    /** Under its own name, which is the one that messages are about. */
    private static Path copy(Path from, Path folder) throws IOException {
        Path given = from.toAbsolutePath().normalize().getFileName();
        Path to = folder.resolve(given == null ? "list" : given.toString());
        if (!Files.isDirectory(from)) {
            return Files.copy(from, to);
        }
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            List<Path> wanted = files.filter(ListLoader::isCsv).sorted().limit(MOST_FILES).toList();
            for (Path file : wanted) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
        return to;
    }

    private static boolean isCsv(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".csv") && Files.isRegularFile(file);
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e)
                            throws IOException {
                        Files.delete(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
