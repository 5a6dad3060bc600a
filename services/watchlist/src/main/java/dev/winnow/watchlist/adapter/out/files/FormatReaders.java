package dev.winnow.watchlist.adapter.out.files;

import dev.winnow.watchlist.domain.ListContent;
import dev.winnow.watchlist.domain.ListFormat;
import dev.winnow.watchlist.domain.RefusedListException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Stream;

/** Reads a list in any format from files of this machine. Immutable and thread-safe. */
public final class FormatReaders {
    /** A folder with more is none of OFAC's. */
    private static final int MOST_FILES = 64;

    private final OfacReader ofac;
    private final UnReader un;
    private final FtmReader ftm;
    private final BisReader bis;
    private final OwnCsvReader csv;

    /**
     * @param maxFileBytes a larger file is refused
     * @param skipUnknownEntries whether rows of OFAC's files that name an entry which is not on the
     *     list are left out; otherwise they refuse the load
     */
    public FormatReaders(long maxFileBytes, boolean skipUnknownEntries) {
        ofac =
                new OfacReader(
                        maxFileBytes,
                        skipUnknownEntries
                                ? OfacReader.UnknownEntries.SKIP
                                : OfacReader.UnknownEntries.REFUSE);
        un = new UnReader(maxFileBytes);
        ftm = new FtmReader(maxFileBytes);
        bis = new BisReader(maxFileBytes);
        csv = new OwnCsvReader(maxFileBytes);
    }

    /** All of it or nothing; with the time of its files, when it does not say one itself. */
    ListContent read(Path path, ListFormat format) throws RefusedListException {
        if (format == ListFormat.OFAC && !Files.isDirectory(path)) {
            throw new RefusedListException(
                    "OFAC's format needs the folder with sdn.csv, alt.csv and add.csv, not a file");
        }
        ListContent content =
                switch (format) {
                    case OFAC -> ofac.read(path);
                    case UN -> un.read(path);
                    case FTM -> ftm.read(path);
                    case BIS -> bis.read(path);
                    case CSV -> csv.read(path);
                };
        return content.published().isPresent() ? content : content.publishedAt(modified(path));
    }

    static ListFormat formatOf(Path path) {
        if (Files.isDirectory(path)) {
            return ListFormat.OFAC;
        }
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "xml" -> ListFormat.UN;
            case "json", "jsonl", "ndjson" -> ListFormat.FTM;
            case "txt", "tsv" -> ListFormat.BIS;
            default -> ListFormat.CSV;
        };
    }

    /** When the file was made, or the newest one in the folder. */
    static Instant modified(Path path) throws RefusedListException {
        try (Stream<Path> files = Files.isDirectory(path) ? Files.list(path) : Stream.of(path)) {
            Instant newest = Instant.EPOCH;
            for (Path file : files.limit(MOST_FILES).toList()) {
                Instant time = Files.getLastModifiedTime(file).toInstant();
                newest = time.isAfter(newest) ? time : newest;
            }
            return newest.truncatedTo(ChronoUnit.MICROS);
        } catch (IOException e) {
            throw new RefusedListException("there is no such file or folder: " + path);
        }
    }
}
