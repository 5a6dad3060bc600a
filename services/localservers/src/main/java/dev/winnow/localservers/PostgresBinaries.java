package dev.winnow.localservers;

import dev.winnow.localservers.LocalServerException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL's programs, unpacked once from the archive on the class path into a folder that is
 * named by the archive's content. Several processes may do so at once: each unpacks for itself, the
 * first to rename its folder wins.
 */
final class PostgresBinaries {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);

    private PostgresBinaries() {}

    /** The folder that has {@code bin}, {@code lib} and {@code share}. */
    static Path unpacked(Path cache) {
        String resource = "/" + resource();
        try {
            Path home = cache.resolve("postgres").resolve(digest(resource));
            if (!Files.isDirectory(home)) {
                unpack(resource, home);
            }
            return home;
        } catch (IOException e) {
            throw new LocalServerException(
                    Reason.DIRECTORY_UNUSABLE,
                    "cannot unpack PostgreSQL into " + cache + ": " + Problems.words(e),
                    e);
        }
    }

    private static void unpack(String resource, Path home) throws IOException {
        LOG.info("unpacking PostgreSQL into {}", home);
        Path parent = Files.createDirectories(home.resolveSibling("."));
        Path work = parent.resolve("unpacking-" + UUID.randomUUID()).normalize();
        try {
            try (InputStream archive = open(resource)) {
                Archive.unpack(archive, work);
            }
            Files.move(work, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(home)) {
                throw e;
            }
            LOG.debug("another process has unpacked it meanwhile", e);
        } finally {
            Archive.remove(work);
        }
    }

    private static String digest(String resource) throws IOException {
        try (var stream =
                new DigestInputStream(open(resource), MessageDigest.getInstance("SHA-256"))) {
            stream.transferTo(java.io.OutputStream.nullOutputStream());
            String hex = HexFormat.of().formatHex(stream.getMessageDigest().digest());
            return hex.substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static InputStream open(String resource) {
        InputStream stream = PostgresBinaries.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new LocalServerException(
                    Reason.NOT_FOUND,
                    "there is no PostgreSQL to start on this kind of machine ("
                            + System.getProperty("os.name")
                            + ", "
                            + System.getProperty("os.arch")
                            + "); give the addresses of databases instead");
        }
        return stream;
    }

    private static String resource() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch");
        String arch =
                switch (machine) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64" -> "arm_64";
                    default -> machine;
                };
        return "postgres-" + system + "-" + arch + ".txz";
    }
}
