package dev.winnow.faults.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Folders that something is mounted on, named so that those of a killed run are found again. */
final class Mounts {
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final Pattern OURS = Pattern.compile("winnow-mount-(\\d{1,10})-\\d+");

    private Mounts() {}

    /** An empty folder below the one given, of a name that no other run has. */
    static Path folder(Path below) {
        removeOrphans();
        String name =
                "winnow-mount-" + ProcessHandle.current().pid() + "-" + MADE.incrementAndGet();
        try {
            return Files.createDirectories(below.toAbsolutePath().normalize().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void removeOrphans() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/mounts"))) {
                Path at = Path.of(line.split(" ", 3)[1]);
                Matcher found = OURS.matcher(String.valueOf(at.getFileName()));
                if (found.matches() && Command.isOrphan(found.group(1))) {
                    remove(at);
                    Files.deleteIfExists(image(at));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file of what is mounted there, where it is one. */
    static Path image(Path folder) {
        return folder.resolveSibling(folder.getFileName() + ".img");
    }

    /** Unmounts, also when somebody still has a file open there, and removes the folder. */
    static void remove(Path folder) {
        Command.quietly("umount", "-l", folder.toString());
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
