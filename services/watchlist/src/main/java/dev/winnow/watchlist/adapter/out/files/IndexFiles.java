package dev.winnow.watchlist.adapter.out.files;

import dev.winnow.matching.IndexFormat;
import dev.winnow.matching.NameIndex;
import dev.winnow.watchlist.domain.NameIndexes;
import dev.winnow.watchlist.domain.Version;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Indexes kept as files, so that a start need not make them. A file that is missing, damaged, or of
 * other names or another algorithm is made anew; that it cannot be written is no hindrance. The
 * folder may be shared by replicas: a file is put in its place at once. Thread-safe.
 */
public final class IndexFiles implements NameIndexes {
    private static final Logger LOG = LoggerFactory.getLogger(IndexFiles.class);

    /** Of a list's earlier versions so many stay. */
    private static final int KEPT = 3;

    private final Path folder;

    /**
     * @param folder is made when it is not there
     */
    public IndexFiles(Path folder) {
        this.folder = folder;
    }

    @Override
    public NameIndex of(
            Version version, String part, Supplier<String> names, Supplier<NameIndex> making) {
        String prefix = version.list() + "-" + part + "-";
        Path file = folder.resolve(prefix + version.number() + ".index");
        try (FileChannel from = FileChannel.open(file)) {
            return IndexFormat.read(names.get(), from);
        } catch (NoSuchFileException e) {
            LOG.debug("no index is kept of {} version {}", version.list(), version.number());
        } catch (IOException e) {
            LOG.warn("the index {} is made anew: {}", file, e.toString());
        }
        NameIndex made = making.get();
        try {
            keep(made, names.get(), file);
            removeOld(prefix);
        } catch (IOException e) {
            LOG.warn("the index {} cannot be kept: {}", file, e.toString());
        }
        return made;
    }

    private void keep(NameIndex index, String names, Path file) throws IOException {
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(folder, "draft-", ".tmp");
        try {
            try (FileChannel to = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                IndexFormat.write(index, names, to);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void removeOld(String prefix) throws IOException {
        List<Path> kept = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, prefix + "*.index")) {
            files.forEach(kept::add);
        }
        kept.removeIf(file -> number(file, prefix) < 0);
        kept.sort(Comparator.comparingInt((Path file) -> number(file, prefix)).reversed());
        for (Path old : kept.subList(Math.min(KEPT, kept.size()), kept.size())) {
            Files.deleteIfExists(old);
        }
    }

    /** Of the version; −1 for a file of a list whose name goes on. */
    private static int number(Path file, String prefix) {
        String name = file.getFileName().toString();
        String digits = name.substring(prefix.length(), name.length() - ".index".length());
        return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : -1;
    }
}
