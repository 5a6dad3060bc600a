package dev.winnow.cli.local;

import dev.winnow.messaging.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The services' database passwords: random, and readable by their owner only. */
record Passwords(String applications, String watchlist, String screening) {
    private static final int BYTES = 24;

    /** Keeps an accident from printing them. */
    @Override
    public String toString() {
        return "Passwords[***]";
    }

    /** The ones that are kept, or new ones, kept from now on. */
    static Passwords of(DataDirectory data) throws IOException {
        Path file = data.passwords();
        if (Files.exists(file)) {
            return Json.read(Files.readAllBytes(file), Passwords.class);
        }
        SecureRandom random = new SecureRandom();
        Passwords fresh = new Passwords(random(random), random(random), random(random));
        Path unfinished =
                Files.createTempFile(
                        data.path(),
                        "passwords",
                        ".new",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.write(unfinished, Json.write(fresh));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        return fresh;
    }

    private static String random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
