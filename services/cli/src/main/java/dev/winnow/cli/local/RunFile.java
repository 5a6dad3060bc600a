package dev.winnow.cli.local;

import dev.winnow.messaging.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * Says which Winnow runs on a data directory and where it listens.
 *
 * @param pid of the process
 * @param nats address for clients
 * @param http port of the probes on loopback
 * @param temporary whether it ends by itself when its file is done
 */
public record RunFile(long pid, String nats, int http, boolean temporary, Instant startedAt) {

    /** The Winnow that wrote the file, when its process is still there. */
    public static Optional<RunFile> read(DataDirectory data) throws IOException {
        if (!Files.exists(data.runFile())) {
            return Optional.empty();
        }
        try {
            RunFile found = Json.read(Files.readAllBytes(data.runFile()), RunFile.class);
            return ProcessHandle.of(found.pid()).filter(ProcessHandle::isAlive).map(p -> found);
        } catch (JacksonException e) {
            // Written by an older Winnow, or by hand; it cannot be running on this file's word.
            return Optional.empty();
        }
    }

    void write(DataDirectory data) throws IOException {
        Path fresh = data.runFile().resolveSibling("run.json.new");
        Files.write(fresh, Json.write(this));
        Files.move(
                fresh,
                data.runFile(),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    static void remove(DataDirectory data) throws IOException {
        Files.deleteIfExists(data.runFile());
    }
}
