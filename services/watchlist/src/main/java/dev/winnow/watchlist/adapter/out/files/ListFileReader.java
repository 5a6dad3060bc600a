package dev.winnow.watchlist.adapter.out.files;

import dev.winnow.watchlist.application.ListFiles;
import dev.winnow.watchlist.domain.ListContent;
import dev.winnow.watchlist.domain.RefusedListException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads lists from this machine's files, within the load roots only. Thread-safe. */
public final class ListFileReader implements ListFiles {
    /** A folder with more is none of OFAC's. */
    private static final int MOST_FILES = 64;

    private final List<Path> roots;
    private final OfacReader ofac;
    private final OwnCsvReader csv;
    private final UnReader un;
    private final FtmReader ftm;
    private final BisReader bis;

    /**
     * @param roots folders that may be read from, with all below them; none means that nothing may
     * @param maxFileBytes a larger file is refused
     * @param skipUnknownEntries whether rows of OFAC's files that name an entry which is not on the
     *     list are left out; otherwise they refuse the load
     */
    public ListFileReader(List<Path> roots, long maxFileBytes, boolean skipUnknownEntries) {
        this.roots = List.copyOf(roots);
        ofac =
                new OfacReader(
                        maxFileBytes,
                        skipUnknownEntries
                                ? OfacReader.UnknownEntries.SKIP
                                : OfacReader.UnknownEntries.REFUSE);
        csv = new OwnCsvReader(maxFileBytes);
        un = new UnReader(maxFileBytes);
        ftm = new FtmReader(maxFileBytes);
        bis = new BisReader(maxFileBytes);
    }

    @Override
    public ListContent read(String path, Optional<Format> format) throws RefusedListException {
        Path real = permitted(path);
        Format as = format.orElseGet(() -> formatOf(real));
        if (as == Format.OFAC && !Files.isDirectory(real)) {
            throw new RefusedListException(
                    "OFAC's format needs the folder with sdn.csv, alt.csv and add.csv, not a file");
        }
        ListContent content =
                switch (as) {
                    case OFAC -> ofac.read(real);
                    case UN -> un.read(real);
                    case FTM -> ftm.read(real);
                    case BIS -> bis.read(real);
                    case CSV -> csv.read(real);
                };
        return content.published().isPresent() ? content : content.publishedAt(modified(real, as));
    }

    private static Format formatOf(Path path) {
        if (Files.isDirectory(path)) {
            return Format.OFAC;
        }
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "xml" -> Format.UN;
            case "json", "jsonl", "ndjson" -> Format.FTM;
            case "txt", "tsv" -> Format.BIS;
            default -> Format.CSV;
        };
    }

    /** When the file was made, or the newest one in OFAC's folder. */
    private static Instant modified(Path path, Format format) throws RefusedListException {
        try (Stream<Path> files = format == Format.OFAC ? Files.list(path) : Stream.of(path)) {
            Instant newest = Instant.EPOCH;
            for (Path file : files.limit(MOST_FILES).toList()) {
                Instant time = Files.getLastModifiedTime(file).toInstant();
                newest = time.isAfter(newest) ? time : newest;
            }
            return newest.truncatedTo(ChronoUnit.MICROS);
        } catch (IOException e) {
            throw new RefusedListException("the time of the files cannot be read: " + path);
        }
    }

    /** Links are followed first, so that none leads out of the roots. */
    private Path permitted(String text) throws RefusedListException {
        if (roots.isEmpty()) {
            throw new RefusedListException(
                    "this service has no load roots (watchlist.load-roots), so it reads no files");
        }
        Path real;
        try {
            Path path = Path.of(text);
            if (!path.isAbsolute()) {
                throw new RefusedListException("the path must be absolute");
            }
            real = path.toRealPath();
        } catch (InvalidPathException | IOException e) {
            throw new RefusedListException("there is no such file or folder: " + text);
        }
        for (Path root : roots) {
            if (within(root, real)) {
                return real;
            }
        }
        throw new RefusedListException("the path is outside the load roots: " + text);
    }

    private static boolean within(Path root, Path real) throws RefusedListException {
        try {
            return real.startsWith(root.toRealPath());
        } catch (IOException e) {
            throw new RefusedListException(
                    "the load root " + root + " cannot be read; correct watchlist.load-roots");
        }
    }
}
