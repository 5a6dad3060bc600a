package dev.winnow.testkit;

import dev.winnow.messaging.NatsFiles;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;

/** Streams and consumers that a test brings along. */
final class TestFiles {
    private TestFiles() {}

    static NatsFiles onClassPath(String folder) {
        URL found = TestFiles.class.getClassLoader().getResource(folder);
        if (found == null) {
            throw new IllegalArgumentException("no folder " + folder + " on the class path");
        }
        try {
            return NatsFiles.ofFolder(Path.of(found.toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a folder: " + found, e);
        }
    }
}
