package dev.winnow.localservers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Starting and ending of other programs. Stateless. */
final class ChildProcess {
    private static final int LOG_TAIL_BYTES = 16 * 1024;

    /** Counted from the state, which follows the program's name. */
    private static final int THREADS_FIELD = 17;

    private static final long PAUSE_NANOS = Duration.ofMillis(2).toNanos();

    private ChildProcess() {}

    /**
     * Starts a program with its output in a file, in a session of its own where {@code setsid} is
     * there: a Ctrl-C on the terminal must reach this process only, which then stops its servers
     * last.
     */
    static Process start(List<String> command, Path log) throws IOException {
        List<String> full = new ArrayList<>();
        onPath("setsid").ifPresent(setsid -> full.add(setsid.toString()));
        full.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(full);
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /** A program of that name in one of the folders of {@code PATH} or the usual ones. */
    static Optional<Path> onPath(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream((path + ":/usr/sbin:/usr/bin:/sbin:/bin").split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file))
                .findFirst();
    }

    /** Live processes whose program and arguments pass; also those that we did not start. */
    static List<ProcessHandle> find(String program, Predicate<List<String>> arguments) {
        return ProcessHandle.allProcesses()
                .filter(handle -> isRunning(handle, program, arguments))
                .toList();
    }

    private static boolean isRunning(
            ProcessHandle handle, String program, Predicate<List<String>> arguments) {
        ProcessHandle.Info info = handle.info();
        boolean named =
                info.command().map(command -> Path.of(command).endsWith(program)).orElse(false);
        return named && arguments.test(info.arguments().map(List::of).orElse(List.of()));
    }

    /** SIGTERM, then SIGKILL when the process is still there after the time given. */
    static void end(ProcessHandle handle, Duration patience) {
        handle.destroy();
        if (!waitForEnd(handle, patience)) {
            handle.destroyForcibly();
            waitForEnd(handle, patience);
        }
    }

    /** SIGKILL, and wait until the process is gone. */
    static void kill(ProcessHandle handle) {
        handle.destroyForcibly();
        waitForEnd(handle, Duration.ofSeconds(10));
    }

    /** Sends a signal by name; the JDK knows only those that end a process. */
    static void signal(ProcessHandle handle, String name) {
        List<String> command =
                List.of("sh", "-c", "kill -s $0 $1", name, String.valueOf(handle.pid()));
        try {
            int code = new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
            if (code != 0) {
                throw new LocalServerException(
                        LocalServerException.Reason.NOT_FOUND,
                        "there is no process " + handle.pid() + " to send SIG" + name + " to");
            }
        } catch (IOException e) {
            throw new LocalServerException(
                    LocalServerException.Reason.NOT_FOUND,
                    "no shell to send a signal with: " + Problems.words(e),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        }
    }

    /**
     * Whether the process ended within the time. Looks for itself: for processes that are not its
     * children the JDK looks seconds apart.
     */
    static boolean waitForEnd(ProcessHandle handle, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (running(handle)) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            if (Thread.currentThread().isInterrupted()) {
                throw interrupted(new InterruptedException());
            }
        }
        return true;
    }

    static boolean running(ProcessHandle handle) {
        return handle.isAlive() && !isZombie(handle);
    }

    /**
     * Ended, but its parent has not asked how; in a container the first process may never ask. A
     * killed process shows the same state while its other threads are still ending, and until then
     * its ports and files are in use: so the number of threads is looked at, too (proc(5)).
     */
    private static boolean isZombie(ProcessHandle handle) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(handle.pid()), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return fields[0].equals("Z") && Integer.parseInt(fields[THREADS_FIELD]) <= 1;
        } catch (IOException e) {
            return false; // gone, or a system without this file
        }
    }

    static LocalServerException interrupted(InterruptedException e) {
        return new LocalServerException(
                LocalServerException.Reason.INTERRUPTED, "interrupted while waiting", e);
    }

    /** The end of a log file, for an error message. */
    static String tail(Path log) {
        try (var channel = Files.newByteChannel(log)) {
            channel.position(Math.max(0, channel.size() - LOG_TAIL_BYTES));
            byte[] bytes = java.nio.channels.Channels.newInputStream(channel).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** The line of a log that says most: the last one with one of the marks, else the last. */
    static String tellingLine(String log, String... marks) {
        List<String> lines = log.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
        for (String line : lines.reversed()) {
            if (Arrays.stream(marks).anyMatch(line::contains)) {
                return line;
            }
        }
        return lines.isEmpty() ? "it wrote nothing" : lines.getLast();
    }
}
