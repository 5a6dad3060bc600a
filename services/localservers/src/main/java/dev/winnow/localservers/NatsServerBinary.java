package dev.winnow.localservers;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds a nats-server program of version 2.11 or newer: the path in {@code WINNOW_NATS_SERVER}, one
 * on {@code PATH}, the one kept in the cache directory. Downloads nothing; {@code
 * scripts/get-nats-server} does.
 */
public final class NatsServerBinary {
    /** The environment variable that names the program; when it is set, nothing else is tried. */
    public static final String ENVIRONMENT = "WINNOW_NATS_SERVER";

    private static final String NAME = "nats-server";
    private static final int MINIMUM_MAJOR = 2;
    private static final int MINIMUM_MINOR = 11;
    private static final Pattern VERSION = Pattern.compile("v?(\\d+)\\.(\\d+)\\.(\\d+)");

    private NatsServerBinary() {}

    /**
     * The program to start.
     *
     * @throws LocalServerException with reason {@code NOT_FOUND} and a line that says what to do
     */
    public static Path find() {
        return find(System.getenv(), CacheDirectory.path());
    }

    static Path find(Map<String, String> environment, Path cache) {
        String named = environment.get(ENVIRONMENT);
        if (named != null && !named.isBlank()) {
            return requireUsable(Path.of(named));
        }
        List<String> seen = new ArrayList<>();
        for (Path candidate : candidates(environment, cache)) {
            if (!Files.isExecutable(candidate) || Files.isDirectory(candidate)) {
                continue;
            }
            Optional<String> problem = problem(candidate);
            if (problem.isEmpty()) {
                return candidate.toAbsolutePath();
            }
            seen.add(candidate + " (" + problem.get() + ")");
        }
        throw new LocalServerException(
                LocalServerException.Reason.NOT_FOUND,
                "no nats-server of version 2.11 or newer on PATH or in "
                        + cache.resolve("bin")
                        + (seen.isEmpty() ? "" : "; found " + String.join(", ", seen))
                        + "; run scripts/get-nats-server, or name one in "
                        + ENVIRONMENT);
    }

    private static List<Path> candidates(Map<String, String> environment, Path cache) {
        List<Path> all = new ArrayList<>();
        String path = environment.getOrDefault("PATH", "");
        for (String folder : path.split(Pattern.quote(File.pathSeparator), -1)) {
            if (!folder.isEmpty()) {
                all.add(Path.of(folder, NAME));
            }
        }
        all.add(cache.resolve("bin").resolve(NAME));
        return all;
    }

    private static Path requireUsable(Path named) {
        Optional<String> problem =
                Files.isRegularFile(named) && Files.isExecutable(named)
                        ? problem(named)
                        : Optional.of("not an executable file");
        if (problem.isPresent()) {
            throw new LocalServerException(
                    LocalServerException.Reason.NOT_FOUND,
                    ENVIRONMENT
                            + " names "
                            + named
                            + ", which cannot be used: "
                            + problem.get()
                            + "; unset it and run scripts/get-nats-server, or name another");
        }
        return named.toAbsolutePath();
    }

    /** Why the program cannot be used; empty when it can. */
    private static Optional<String> problem(Path program) {
        try {
            Matcher version = VERSION.matcher(versionLine(program));
            if (!version.find()) {
                return Optional.of("does not tell its version");
            }
            int major = Integer.parseInt(version.group(1));
            int minor = Integer.parseInt(version.group(2));
            boolean enough =
                    major > MINIMUM_MAJOR || (major == MINIMUM_MAJOR && minor >= MINIMUM_MINOR);
            return enough
                    ? Optional.empty()
                    : Optional.of("version " + version.group() + " is too old");
        } catch (IOException | NumberFormatException e) {
            return Optional.of("does not run: " + e.getMessage());
        }
    }

    private static String versionLine(Path program) throws IOException {
        Process process =
                new ProcessBuilder(program.toString(), "--version")
                        .redirectErrorStream(true)
                        .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new IOException("no answer to --version within 10 s");
            }
            byte[] output = process.getInputStream().readNBytes(4096);
            return new String(output, StandardCharsets.UTF_8);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalServerException(
                    LocalServerException.Reason.INTERRUPTED, "interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
