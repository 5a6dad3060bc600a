package dev.winnow.faults.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A disk of which what has really reached the device can be had: a file system in a file. What a
 * program wrote and nobody synced is in the kernel's memory only, and gone with the power. Needs
 * root. Used by one thread at a time.
 */
public final class PowerLoss implements AutoCloseable {
    private final Path image;
    private final Path folder;
    private final AtomicInteger taken = new AtomicInteger();

    private PowerLoss(Path image, Path folder) {
        this.image = image;
        this.folder = folder;
    }

    /** Why there can be none here; empty when there can. */
    public static Optional<String> missing() {
        return Command.missing("mount", "umount", "losetup", "mkfs.ext4", "cp");
    }

    /**
     * Makes one.
     *
     * @param below the folder that the disk shows up in, and its file
     * @throws MachineException when it cannot be made or mounted
     */
    public static PowerLoss mount(Path below, int mebibytes) {
        Path folder = Mounts.folder(below);
        Path image = Mounts.image(folder);
        Command.run("truncate", "-s", mebibytes + "M", image.toString());
        Command.run("mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0", image.toString());
        PowerLoss disk = new PowerLoss(image, folder);
        disk.mount();
        return disk;
    }

    private void mount() {
        Command.run("mount", "-o", "loop", image.toString(), folder.toString());
    }

    /** Where it is. */
    public Path path() {
        return folder;
    }

    /** From here on all that is on it now has reached the device. */
    public void sync() {
        Command.run("sync", "-f", folder.toString());
    }

    /** What would be left if the power went now. Programs on it should stand still meanwhile. */
    public Path snapshot() {
        Path copy = folder.resolveSibling(image.getFileName() + "." + taken.incrementAndGet());
        Command.run("cp", "--sparse=always", image.toString(), copy.toString());
        return copy;
    }

    /**
     * The power is back: at the same path is what was left, and no more. No program may run on it.
     */
    public void restore(Path snapshot) {
        Command.run("umount", folder.toString());
        try {
            Files.move(snapshot, image, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        mount();
    }

    @Override
    public void close() {
        Mounts.remove(folder);
        try {
            Files.deleteIfExists(image);
            for (int i = 1; i <= taken.get(); i++) {
                Files.deleteIfExists(folder.resolveSibling(image.getFileName() + "." + i));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
