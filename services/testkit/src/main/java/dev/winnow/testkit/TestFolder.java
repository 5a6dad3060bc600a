package dev.winnow.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A temporary folder for a server. */
final class TestFolder {
    private TestFolder() {}

    static Path make(String name) {
        try {
            return Files.createTempDirectory("winnow-test-" + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
