package dev.winnow.localservers;

import dev.winnow.localservers.LocalServerException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * As whom PostgreSQL runs: it refuses to run as root. An ordinary user runs it as itself. For root
 * it is, in this order, whatever this machine lets us do: a user namespace in which root is nobody,
 * where files stay root's own; or an unprivileged user, to whom the data then belongs.
 *
 * @param prefix what comes before the program and its arguments
 * @param uid whose the data is; −1 when that needs no care
 * @param otherUser the user's name when it is not ourselves; else empty
 */
record RunAs(List<String> prefix, int uid, Optional<String> otherUser) {
    private static final int ROOT = 0;
    private static final List<String> USERS = List.of("postgres", "nobody");

    static RunAs choose() {
        return ways().findFirst()
                .orElseThrow(() ->
                        new LocalServerException(
                                Reason.DID_NOT_START,
                                "PostgreSQL refuses to run as root, and none of unshare,"
                                        + " setpriv, runuser and su lets it run as another user"
                                        + " here; start as an ordinary user instead"));
    }

    /** What works here, the best first; looked for only as far as it is asked for. */
    static Stream<RunAs> ways() {
        return id("-u").filter("0"::equals).isPresent()
                ? candidates().stream().filter(RunAs::works)
                : Stream.of(new RunAs(List.of(), -1, Optional.empty()));
    }

    private static List<RunAs> candidates() {
        List<RunAs> all = new ArrayList<>();
        ChildProcess.onPath("unshare")
                .ifPresent(unshare ->
                        all.add(
                                new RunAs(
                                        List.of(unshare.toString(), "-U"),
                                        ROOT,
                                        Optional.empty())));
        for (String user : USERS) {
            Optional<Integer> uid = id("-u", user).map(Integer::valueOf);
            Optional<String> gid = id("-g", user);
            if (uid.isPresent() && gid.isPresent() && uid.get() != ROOT) {
                switches(user, uid.get(), gid.get())
                        .forEach(
                                prefix -> all.add(new RunAs(prefix, uid.get(), Optional.of(user))));
            }
        }
        return all;
    }

    private static List<List<String>> switches(String user, int uid, String gid) {
        List<List<String>> all = new ArrayList<>();
        ChildProcess.onPath("setpriv")
                .ifPresent(setpriv ->
                        all.add(
                                List.of(
                                        setpriv.toString(),
                                        "--reuid=" + uid,
                                        "--regid=" + gid,
                                        "--clear-groups")));
        ChildProcess.onPath("runuser")
                .ifPresent(runuser -> all.add(List.of(runuser.toString(), "-u", user, "--")));
        ChildProcess.onPath("su")
                .ifPresent(su ->
                        all.add(
                                List.of(
                                        su.toString(),
                                        user,
                                        "-s",
                                        "/bin/sh",
                                        "-c",
                                        "exec \"$0\" \"$@\"",
                                        "--")));
        return all;
    }

    /** The user must have a name: initdb asks for it. */
    private boolean works() {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of("id", "-un"));
        return output(command).filter(name -> !name.equals("root")).isPresent();
    }

    /** The command to start the program so. */
    List<String> command(List<String> program) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(program);
        return all;
    }

    /** Gives a file, or a folder with all in it, to the user. */
    void own(Path path) throws IOException {
        if (uid < 0 || !Files.exists(path) || uid == owner(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.toList()) {
                Files.setAttribute(each, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static int owner(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    /** The first folder on the way to the path that another user may not pass; empty if none. */
    Optional<Path> barrier(Path path) throws IOException {
        if (otherUser.isEmpty()) {
            return Optional.empty();
        }
        for (Path at = path.toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at)
                    && !Files.getPosixFilePermissions(at)
                            .contains(PosixFilePermission.OTHERS_EXECUTE)
                    && owner(at) != uid) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> id(String... arguments) {
        List<String> command = new ArrayList<>(List.of("id"));
        command.addAll(List.of(arguments));
        return output(command);
    }

    /** What the command prints; empty when it fails. */
    private static Optional<String> output(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(Map.of("LC_ALL", "C"));
            Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try {
                process.getOutputStream().close();
                if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                    return Optional.empty();
                }
                byte[] bytes = process.getInputStream().readNBytes(4096);
                return Optional.of(new String(bytes, StandardCharsets.UTF_8).strip());
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return Optional.empty(); // no such program, or it may not be run: it does not work here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ChildProcess.interrupted(e);
        }
    }
}
