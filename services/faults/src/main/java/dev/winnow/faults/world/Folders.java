package dev.winnow.faults.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders with all that is in them. Stateless. */
public final class Folders {
    private Folders() {}

    /** Makes the second folder what the first is. */
    public static void copy(Path from, Path to) throws IOException {
        remove(to);
        Files.createDirectories(to.getParent());
        for (Path each : below(from)) {
            Files.copy(each, to.resolve(from.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /** Removes it with all in it, when it is there. */
    public static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            for (Path each : below(folder).reversed()) {
                Files.delete(each);
            }
        }
    }

    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted(Comparator.naturalOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
