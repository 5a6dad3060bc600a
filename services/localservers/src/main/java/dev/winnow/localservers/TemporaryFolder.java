package dev.winnow.localservers;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Folders for servers of tests. Each goes when its server is closed, else when the JVM ends; those
 * that a killed JVM left, when the next one makes one of that name. Safe for use by several
 * threads.
 */
final class TemporaryFolder {
    /** Those that are there, and who ends what runs on them. */
    private static final Map<Path, Ender> HERE = new ConcurrentHashMap<>();

    private static final AtomicBoolean HOOKED = new AtomicBoolean();
    private static final Pattern OWNER = Pattern.compile("(\\d{1,18})-\\d+");

    private TemporaryFolder() {}

    interface Ender {
        void end(Path folder) throws IOException;
    }

    /**
     * @param servers ends whatever server runs on the folder by then, before it is removed
     */
    static Path make(String name, Ender servers) {
        String prefix = "winnow-" + name + "-";
        try {
            Path folder =
                    Files.createTempDirectory(prefix + ProcessHandle.current().pid() + "-")
                            .toAbsolutePath()
                            .normalize();
            HERE.put(folder, servers);
            removeAtJvmsEnd();
            removeOrphans(folder.resolveSibling(""), prefix, servers);
            return folder;
        } catch (IOException e) {
            throw new LocalServerException(
                    LocalServerException.Reason.DIRECTORY_UNUSABLE,
                    "cannot make a temporary folder: " + Problems.words(e),
                    e);
        }
    }

    /** With the first folder: any server may be closed when it is too late for hooks. */
    private static void removeAtJvmsEnd() {
        if (!HOOKED.getAndSet(true)) {
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(
                                    () -> HERE.keySet().forEach(TemporaryFolder::remove),
                                    "remove-temporary-folders"));
        }
    }

    /** Removes it when it is one that was made here; does nothing with any other. */
    static void remove(Path folder) {
        Ender servers = HERE.remove(folder);
        if (servers != null) {
            remove(folder, servers);
        }
    }

    private static void remove(Path folder, Ender servers) {
        Problems.quietly(
                "remove " + folder,
                () -> {
                    servers.end(folder);
                    Archive.remove(folder);
                });
    }

    private static void removeOrphans(Path parent, String prefix, Ender servers)
            throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, prefix + "*")) {
            for (Path folder : all) {
                if (isOrphan(folder, prefix)) {
                    remove(folder, servers);
                }
            }
        }
    }

    /** Its owner is gone, here and, by the lock, also in any other container. */
    private static boolean isOrphan(Path folder, String prefix) {
        Matcher owner = OWNER.matcher(folder.getFileName().toString().substring(prefix.length()));
        if (!owner.matches() || ProcessHandle.of(Long.parseLong(owner.group(1))).isPresent()) {
            return false;
        }
        try (DirectoryLock _ = DirectoryLock.take(folder)) {
            return true;
        } catch (LocalServerException inUse) {
            return false;
        }
    }
}
