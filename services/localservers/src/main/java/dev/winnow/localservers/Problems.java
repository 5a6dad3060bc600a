package dev.winnow.localservers;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Words for what went wrong. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    interface Action {
        void run() throws IOException;
    }

    /** The file system's exceptions often carry nothing but a path. */
    static String words(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "access denied: " + denied.getFile();
            case FileAlreadyExistsException exists -> "not a directory: " + exists.getFile();
            case NoSuchFileException missing -> "no such file: " + missing.getFile();
            default -> String.valueOf(e.getMessage());
        };
    }

    /** For tidying up, where a failure changes nothing for the caller. */
    static void quietly(String what, Action action) {
        try {
            action.run();
        } catch (IOException e) {
            LOG.debug("could not {}", what, e);
        }
    }
}
