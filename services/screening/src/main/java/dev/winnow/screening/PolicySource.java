package dev.winnow.screening;

import dev.winnow.screening.application.PolicyRefusedException;
import dev.winnow.screening.application.PolicyRefusedException.Mistake;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Where the policy of the start comes from. */
final class PolicySource {
    private static final String BUNDLED = "/policy/default.yaml";

    private PolicySource() {}

    static String bundled() {
        try (InputStream in =
                Objects.requireNonNull(PolicySource.class.getResourceAsStream(BUNDLED), BUNDLED)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw refused("the bundled policy cannot be read: " + e.getMessage());
        }
    }

    static String file(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw refused("the file is not UTF-8");
        } catch (IOException e) {
            throw refused("the file cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static PolicyRefusedException refused(String why) {
        return new PolicyRefusedException(List.of(new Mistake(1, why)));
    }
}
