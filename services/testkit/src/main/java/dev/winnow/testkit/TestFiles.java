package dev.winnow.testkit;

import dev.winnow.messaging.NatsFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;

/** Streams and consumers that a test brings along. */
final class TestFiles {
    private TestFiles() {}

    /** Winnow's settings of a single nats-server. */
    static String settings(NatsFiles files) {
        return files.text("server/single.conf").orElseThrow();
    }

    /** Writes the settings there. */
    static Path write(Path file, NatsFiles files) {
        try {
            return Files.writeString(file, settings(files));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

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
