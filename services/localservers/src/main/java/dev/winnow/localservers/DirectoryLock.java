package dev.winnow.localservers;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Says that one live process uses a directory. The operating system gives the lock back when the
 * process ends, however it ends, so that a lock is never stale.
 */
final class DirectoryLock implements AutoCloseable {
    private static final String FILE = "winnow.lock";

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Makes the directory when it is missing, and takes its lock. */
    static DirectoryLock take(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel channel =
                    FileChannel.open(
                            directory.resolve(FILE),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new LocalServerException(
                        LocalServerException.Reason.DIRECTORY_IN_USE,
                        "the data directory is in use by another process: " + directory);
            }
            return new DirectoryLock(channel);
        } catch (IOException e) {
            throw new LocalServerException(
                    LocalServerException.Reason.DIRECTORY_UNUSABLE,
                    "cannot use the data directory " + directory + ": " + Problems.words(e),
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    @Override
    public void close() {
        Problems.quietly("give the directory lock back", channel::close);
    }
}
