package dev.winnow.localservers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks tar archives compressed by xz, and removes folders. */
final class Archive {
    private static final int ANY_EXECUTE = 0111;

    private Archive() {}

    /** Everyone may read what is unpacked, whatever the umask: a server may run as another user. */
    static void unpack(InputStream txz, Path folder) throws IOException {
        makeFolder(folder);
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(txz))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("entry outside the folder: " + entry.getName());
                }
                unpack(tar, entry, folder, target);
            }
        }
    }

    private static void unpack(
            TarArchiveInputStream tar, TarArchiveEntry entry, Path folder, Path target)
            throws IOException {
        if (entry.isDirectory()) {
            makeFolders(folder, target);
            return;
        }
        Path parent = target.getParent();
        if (parent != null) {
            makeFolders(folder, parent);
        }
        if (entry.isSymbolicLink()) {
            Path link = Path.of(entry.getLinkName());
            if (!target.resolveSibling(link).normalize().startsWith(folder)) {
                throw new IOException("link out of the folder: " + entry.getName());
            }
            Files.createSymbolicLink(target, link);
        } else if (entry.isLink()) {
            Files.createLink(target, folder.resolve(entry.getLinkName()).normalize());
        } else {
            Files.copy(tar, target);
            boolean executable = (entry.getMode() & ANY_EXECUTE) != 0;
            permit(target, executable ? "rwxr-xr-x" : "rw-r--r--");
        }
    }

    private static void makeFolders(Path root, Path folder) throws IOException {
        Path made = root;
        for (Path part : root.relativize(folder)) {
            made = made.resolve(part);
            if (!Files.isDirectory(made)) {
                makeFolder(made);
            }
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        Files.createDirectory(folder);
        permit(folder, "rwxr-xr-x");
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    /** Removes a folder with everything in it; does nothing when it is not there. */
    static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
