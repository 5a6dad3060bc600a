package dev.winnow.watchlist.adapter.out.files;

import dev.winnow.watchlist.application.ListFiles;
import dev.winnow.watchlist.domain.ListContent;
import dev.winnow.watchlist.domain.ListFormat;
import dev.winnow.watchlist.domain.RefusedListException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads lists from this machine's files, within the load roots only. Thread-safe. */
public final class ListFileReader implements ListFiles {
    private final List<Path> roots;
    private final FormatReaders readers;

    /**
     * @param roots folders that may be read from, with all below them; none means that nothing may
     */
    public ListFileReader(List<Path> roots, FormatReaders readers) {
        this.roots = List.copyOf(roots);
        this.readers = readers;
    }

    @Override
    public ListContent read(String path, Optional<ListFormat> format) throws RefusedListException {
        Path real = permitted(path);
        return readers.read(real, format.orElseGet(() -> FormatReaders.formatOf(real)));
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
        throw new RefusedListException(
                "the path is outside the load roots, which watchlist.load-roots names: " + text);
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
