package dev.winnow.localservers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder for a server of tests, removed when the JVM ends. */
final class TemporaryFolder {
    private TemporaryFolder() {}

    interface Ender {
        void end(Path folder) throws IOException;
    }

    /**
     * @param servers ends whatever server runs on the folder by then, before it is removed
     */
    static Path make(String name, Ender servers) {
        try {
            Path folder = Files.createTempDirectory("winnow-" + name);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder, servers)));
            return folder;
        } catch (IOException e) {
            throw new LocalServerException(
                    LocalServerException.Reason.DIRECTORY_UNUSABLE,
                    "cannot make a temporary folder: " + Problems.words(e),
                    e);
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
}
