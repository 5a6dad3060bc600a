package dev.winnow.localservers;

import dev.winnow.localservers.LocalServerException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * PostgreSQL's files in a data directory: the cluster itself in {@code pg}, and the superuser's
 * password, which only the owner may read.
 */
final class PostgresCluster {
    static final String SUPERUSER = "winnow_admin";

    private static final String MAJOR = "18";
    private static final String UNFINISHED = "initdb-";

    private final Path dataDir;
    private final Path binaries;
    private final RunAs runAs;

    PostgresCluster(Path dataDir, Path binaries, RunAs runAs) {
        this.dataDir = dataDir;
        this.binaries = binaries;
        this.runAs = runAs;
    }

    static Path path(Path dataDir) {
        return dataDir.resolve("pg");
    }

    Path path() {
        return path(dataDir);
    }

    Path log() {
        return dataDir.resolve("postgres.log");
    }

    Path program(String name) {
        return binaries.resolve("bin").resolve(name);
    }

    /** Makes the cluster when there is none, and checks that this version can use it. */
    String prepare(boolean fsync) throws IOException {
        removeUnfinished();
        Optional<Path> barrier = runAs.barrier(dataDir);
        if (barrier.isPresent()) {
            throw new LocalServerException(
                    Reason.DIRECTORY_UNUSABLE,
                    "PostgreSQL has to run as user "
                            + runAs.otherUser().orElse("")
                            + ", since it refuses root, and "
                            + barrier.get()
                            + " keeps that user out of the data directory; choose another one");
        }
        if (!Files.isDirectory(path())) {
            create(fsync);
        }
        runAs.own(path());
        String version = Files.readString(path().resolve("PG_VERSION")).strip();
        if (!version.equals(MAJOR)) {
            throw new LocalServerException(
                    Reason.DIRECTORY_UNUSABLE,
                    "the data in "
                            + dataDir
                            + " is of PostgreSQL "
                            + version
                            + ", and this is "
                            + MAJOR
                            + "; choose another directory, or dump and load it");
        }
        return Files.readString(passwordFile()).strip();
    }

    private Path passwordFile() {
        return dataDir.resolve("superuser.password");
    }

    /** Under another name first: a cluster that is there is always complete. */
    private void create(boolean fsync) throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Path password = dataDir.resolve(UNFINISHED + UUID.randomUUID() + ".password");
        writeSecret(password, HexFormat.of().formatHex(random));
        Path work = dataDir.resolve(UNFINISHED + UUID.randomUUID());
        Files.createDirectory(
                work,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        runAs.own(password);
        runAs.own(work);
        initdb(work, password, fsync);
        Files.move(
                password,
                passwordFile(),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        Files.move(work, path(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void writeSecret(Path file, String secret) throws IOException {
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret + "\n");
    }

    private void initdb(Path work, Path password, boolean fsync) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(program("initdb").toString());
        command.addAll(List.of("--pgdata", work.toString(), "--username", SUPERUSER));
        command.addAll(List.of("--auth", "scram-sha-256", "--pwfile", password.toString()));
        // The same order of text on every machine.
        command.addAll(List.of("--encoding", "UTF8", "--locale", "C"));
        command.addAll(List.of("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"));
        command.add("--no-instructions");
        if (!fsync) {
            command.add("--no-sync");
        }
        Process process = ChildProcess.start(runAs.command(command), log());
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                String line = ChildProcess.tellingLine(ChildProcess.tail(log()), "error:", "FATAL");
                throw new LocalServerException(
                        Reason.DID_NOT_START, "PostgreSQL's data cannot be made: " + line);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ChildProcess.interrupted(e);
        } finally {
            process.destroyForcibly();
        }
    }

    private void removeUnfinished() throws IOException {
        List<Path> left;
        try (Stream<Path> all = Files.list(dataDir)) {
            left = all.filter(p -> String.valueOf(p.getFileName()).startsWith(UNFINISHED)).toList();
        }
        for (Path each : left) {
            Archive.remove(each);
        }
    }
}
