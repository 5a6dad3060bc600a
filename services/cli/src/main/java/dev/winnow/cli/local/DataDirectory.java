package dev.winnow.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where everything is kept that must outlive the process. */
public record DataDirectory(Path path) {
    /** Names the directory, when no option does. */
    public static final String ENVIRONMENT = "WINNOW_DATA";

    static final String HOME = "WINNOW_HOME";

    public DataDirectory {
        path = path.toAbsolutePath().normalize();
    }

    /** The one given, else {@code WINNOW_DATA}'s, else {@code .winnow/data} of the project. */
    public static DataDirectory choose(@Nullable Path given, Map<String, String> environment) {
        if (given != null) {
            return new DataDirectory(given);
        }
        String named = environment.getOrDefault(ENVIRONMENT, "");
        return named.isBlank()
                ? new DataDirectory(home(environment).resolve(".winnow").resolve("data"))
                : new DataDirectory(Path.of(named));
    }

    /** The project's own folder, as the start script says; else the working directory. */
    public static Path home(Map<String, String> environment) {
        String home = environment.getOrDefault(HOME, "");
        return Path.of(home.isBlank() ? "." : home).toAbsolutePath().normalize();
    }

    /** Makes it when it is missing. */
    void create() throws IOException {
        Files.createDirectories(path);
    }

    Path nats() {
        return path.resolve("nats");
    }

    Path postgres() {
        return path.resolve("postgres");
    }

    /** List files on their way into the watch list service, which reads from nowhere else. */
    public Path lists() {
        return path.resolve("lists");
    }

    /** What a Winnow writes that has no terminal to itself. */
    public Path log() {
        return path.resolve("winnow.log");
    }

    Path runFile() {
        return path.resolve("run.json");
    }

    Path lockFile() {
        return path.resolve("lock");
    }

    Path passwords() {
        return path.resolve("passwords.json");
    }
}
