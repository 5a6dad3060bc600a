package dev.winnow.faults.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the machine's own tools. Stateless. */
final class Command {
    private static final Logger LOG = LoggerFactory.getLogger(Command.class);
    private static final int LIMIT_SECONDS = 60;

    private Command() {}

    /**
     * Runs it to its end.
     *
     * @return what it wrote
     * @throws MachineException when it fails, with its words
     */
    static String run(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                            .strip();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new MachineException(String.join(" ", command) + " does not end", null);
            }
            if (process.exitValue() != 0) {
                throw new MachineException(String.join(" ", command) + ": " + said, null);
            }
            return said;
        } catch (IOException e) {
            throw new MachineException(String.join(" ", command) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MachineException("interrupted in " + command[0], e);
        }
    }

    /** For taking away what may be gone already. */
    static void quietly(String... command) {
        try {
            run(command);
        } catch (MachineException e) {
            LOG.debug("{}", e.getMessage());
        }
    }

    /** What is missing of the programs, and of root; empty when all is there. */
    static Optional<String> missing(String... programs) {
        if (!isRoot()) {
            return Optional.of("it needs root");
        }
        return Arrays.stream(programs)
                .filter(program -> find(program).isEmpty())
                .findFirst()
                .map(program -> "there is no " + program + " on this machine");
    }

    static Optional<Path> find(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream((path + ":/usr/sbin:/usr/bin:/sbin:/bin").split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException e) {
            return false; // no Linux
        }
    }

    /** Whether nobody is left who would take away what has the process's number in its name. */
    static boolean isOrphan(String owner) {
        return ProcessHandle.of(Long.parseLong(owner)).isEmpty();
    }

    /** What is printed, line by line, by a command that works everywhere. */
    static List<String> lines(String... command) {
        return run(command).lines().toList();
    }
}
