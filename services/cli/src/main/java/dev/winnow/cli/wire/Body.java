package dev.winnow.cli.wire;

import dev.winnow.cli.console.CommandFailure;
import dev.winnow.cli.console.ExitCode;
import dev.winnow.messaging.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;

/** A message body as it is given on the command line: JSON, {@code @file} or {@code -}. */
final class Body {
    /** No server takes more. */
    private static final int MOST_BYTES = 64 << 20;

    private Body() {}

    static byte[] read(String argument) throws IOException {
        if (argument.equals("-")) {
            return bounded(System.in, "standard input");
        }
        if (argument.startsWith("@")) {
            Path file = Path.of(argument.substring(1));
            if (!Files.isRegularFile(file)) {
                throw new CommandFailure(ExitCode.USAGE, "there is no file " + file);
            }
            try (InputStream in = Files.newInputStream(file)) {
                return bounded(in, file.toString());
            }
        }
        return argument.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bounded(InputStream in, String what) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new CommandFailure(
                    ExitCode.USAGE, what + " has more than " + MOST_BYTES + " bytes");
        }
        return bytes;
    }

    /** JSON as it is printed: on several lines for people, on one for programs. */
    static String printed(byte[] body, boolean forPeople) {
        try {
            var tree = Json.mapper().readTree(body);
            return forPeople
                    ? Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(tree)
                    : Json.mapper().writeValueAsString(tree);
        } catch (JacksonException e) {
            return new String(body, StandardCharsets.UTF_8);
        }
    }
}
