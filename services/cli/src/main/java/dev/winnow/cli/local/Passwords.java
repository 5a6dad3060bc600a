package dev.winnow.cli.local;

import dev.winnow.messaging.Json;
import dev.winnow.messaging.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The services' database passwords, and the secret of the velocity service: random, and readable by
 * their owner only.
 *
 * @param velocity absent from a file that is older than the service
 * @param velocitySecret likewise
 */
record Passwords(
        String applications,
        String watchlist,
        String screening,
        @Nullable String velocity,
        @Nullable String velocitySecret) {
    private static final int BYTES = 24;

    /** Keeps an accident from printing them. */
    @Override
    public String toString() {
        return "Passwords[***]";
    }

    /** The ones that are kept, or new ones, kept from now on. */
    static Passwords of(DataDirectory data) throws IOException {
        Path file = data.passwords();
        SecureRandom random = new SecureRandom();
        Passwords kept =
                Files.exists(file)
                        ? Json.read(Files.readAllBytes(file), Passwords.class)
                        : new Passwords(random(random), random(random), random(random), null, null);
        if (kept.velocity != null && kept.velocitySecret != null) {
            return kept;
        }
        Passwords whole =
                new Passwords(
                        kept.applications,
                        kept.watchlist,
                        kept.screening,
                        random(random),
                        random(random));
        Path unfinished =
                Files.createTempFile(
                        data.path(),
                        "passwords",
                        ".new",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.write(unfinished, Json.write(whole));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        return whole;
    }

    String velocityPassword() {
        return Objects.requireNonNull(velocity);
    }

    Secret secretOfVelocity() {
        return new Secret(Objects.requireNonNull(velocitySecret));
    }

    private static String random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
