package dev.winnow.faults.machine;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A disk that is soon full. Needs root. */
public final class SmallDisk implements AutoCloseable {
    private static final int CHUNK = 4096;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Why there can be none here; empty when there can. */
    public static Optional<String> missing() {
        return Command.missing("mount", "umount");
    }

    /**
     * Makes one.
     *
     * @param below the folder that it shows up in
     * @throws MachineException when it cannot be mounted
     */
    public static SmallDisk mount(Path below, int mebibytes) {
        Path folder = Mounts.folder(below);
        Command.run(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "size=" + mebibytes + "m",
                "winnow",
                folder.toString());
        return new SmallDisk(folder);
    }

    /** Where it is. */
    public Path path() {
        return folder;
    }

    /** Takes all the room that is left: the next byte that anybody writes fails with ENOSPC. */
    public void fill() {
        byte[] chunk = new byte[CHUNK];
        try (OutputStream out = Files.newOutputStream(filling())) {
            while (room() > 0) {
                out.write(chunk);
            }
        } catch (IOException full) {
            return; // as it should be
        }
    }

    /** Gives the room back. */
    public void free() {
        try {
            Files.deleteIfExists(filling());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many bytes may still be written. */
    public long room() {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path filling() {
        return folder.resolve("filling");
    }

    @Override
    public void close() {
        Mounts.remove(folder);
    }
}
