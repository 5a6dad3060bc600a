package dev.winnow.watchlist.adapter.out.files;

import dev.winnow.watchlist.application.SourceFiles;
import dev.winnow.watchlist.domain.ListContent;
import dev.winnow.watchlist.domain.ListFormat;
import dev.winnow.watchlist.domain.RefusedListException;
import dev.winnow.watchlist.domain.Source;
import dev.winnow.watchlist.domain.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists at their sources: files of this machine, and URLs. What comes from a URL is kept in a
 * folder of its own until it has been read. Thread-safe.
 */
public final class SourceReader implements SourceFiles, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SourceReader.class);

    /** OFAC's sets of files; the last of each is not always there. */
    private static final List<List<String>> OFAC =
            List.of(
                    List.of("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv"),
                    List.of("cons_prim.csv", "cons_alt.csv", "cons_add.csv", "cons_comments.csv"));

    private final FormatReaders readers;
    private final Download download;

    /**
     * @param maxFileBytes a larger file is not fetched
     * @param timeout for one file, from the first byte asked to the last one had
     */
    public SourceReader(FormatReaders readers, long maxFileBytes, Duration timeout) {
        this.readers = readers;
        download = new Download(maxFileBytes, timeout);
    }

    @Override
    public Fetched fetch(Source source, Map<String, Validator> known) throws RefusedListException {
        return source.location().startsWith("/")
                ? local(source, Path.of(source.location()), known)
                : remote(source, known);
    }

    private Fetched local(Source source, Path path, Map<String, Validator> known) {
        Validator now = new Validator(size(path), FormatReaders.modified(path).toString());
        if (now.equals(known.get(""))) {
            return new Fetched.Unchanged();
        }
        return new Fetched.Content(readers.read(path, source.format()), Map.of("", now));
    }

    private static String size(Path path) {
        try (Stream<Path> files = Files.isDirectory(path) ? Files.list(path) : Stream.of(path)) {
            long bytes = 0;
            for (Path file : files.sorted().toList()) {
                bytes += Files.size(file);
            }
            return Long.toString(bytes);
        } catch (IOException e) {
            throw new RefusedListException("there is no such file or folder: " + path);
        }
    }

    private Fetched remote(Source source, Map<String, Validator> known) {
        Path folder = folder();
        try {
            return source.format() == ListFormat.OFAC
                    ? ofac(source, folder, known)
                    : single(source, folder, known);
        } finally {
            delete(folder);
        }
    }

    private Fetched single(Source source, Path folder, Map<String, Validator> known) {
        Path file = folder.resolve(Download.fileName(source.location()));
        Optional<Validator> one = Optional.ofNullable(known.get(""));
        Download.Result result = download.to(file, source.location(), one);
        return switch (result.state()) {
            case UNCHANGED -> new Fetched.Unchanged();
            case MISSING ->
                    throw new RefusedListException(
                            "there is no " + Download.shown(source.location()));
            case FETCHED -> content(source, file, Map.of("", result.validator()));
        };
    }

    private Fetched ofac(Source source, Path folder, Map<String, Validator> known) {
        for (List<String> names : OFAC) {
            Map<String, Validator> validators = new TreeMap<>();
            List<String> unchanged = new ArrayList<>();
            if (fetch(source, folder, names, known, validators, unchanged)) {
                if (unchanged.size() == validators.size()
                        && validators.keySet().equals(known.keySet())) {
                    return new Fetched.Unchanged();
                }
                // A list is read from all of its files, so those that are as before are needed too.
                if (fetch(source, folder, unchanged, Map.of(), validators, new ArrayList<>())) {
                    return content(source, folder, validators);
                }
            }
        }
        throw new RefusedListException(
                "there is neither sdn.csv nor cons_prim.csv below "
                        + Download.shown(source.location()));
    }

    /** Whether they are there; the comments need not be. */
    private boolean fetch(
            Source source,
            Path folder,
            List<String> names,
            Map<String, Validator> known,
            Map<String, Validator> validators,
            List<String> unchanged) {
        String base = source.location().endsWith("/") ? source.location() : source.location() + "/";
        for (String name : names) {
            Optional<Validator> before = Optional.ofNullable(known.get(name));
            Download.Result result = download.to(folder.resolve(name), base + name, before);
            if (result.state() == Download.State.MISSING) {
                if (!name.endsWith("_comments.csv")) {
                    return false;
                }
                continue;
            }
            if (result.state() == Download.State.UNCHANGED) {
                unchanged.add(name);
            }
            validators.put(name, result.validator());
        }
        return true;
    }

    private Fetched content(Source source, Path path, Map<String, Validator> validators) {
        ListContent content = readers.read(path, source.format());
        return new Fetched.Content(content, validators);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("winnow-list-");
        } catch (IOException e) {
            throw new RefusedListException("no room to fetch it to: " + e.getMessage());
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            LOG.warn("what was fetched could not be deleted: {}", folder, e);
        }
    }

    /** Gives up what is being fetched. */
    @Override
    public void close() {
        download.close();
    }
}
