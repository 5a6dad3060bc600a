package dev.winnow.cli.screen;

import dev.winnow.cli.console.CommandFailure;
import dev.winnow.cli.console.ExitCode;
import dev.winnow.cli.console.Steps;
import dev.winnow.contracts.screening.LoadPolicyReply;
import dev.winnow.messaging.ServiceErrorException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** A policy file that is to be put in force. */
public record PolicyArgument(Path file, String yaml) {
    private static final long MOST_BYTES = 1 << 20;

    /** Reads the file, so that a wrong path ends the command before anything is started. */
    public static PolicyArgument read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure(ExitCode.USAGE, "there is no policy file " + file);
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new CommandFailure(ExitCode.USAGE, file + " is too large for a policy");
        }
        try {
            return new PolicyArgument(file, Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new CommandFailure(ExitCode.USAGE, file + " is not UTF-8 text");
        }
    }

    public void load(Services services, Steps steps) {
        try {
            LoadPolicyReply reply = services.loadPolicy(yaml);
            steps.say(
                    "policy "
                            + reply.policy().name()
                            + " "
                            + reply.policy().version()
                            + (reply.changed() ? " is in force now" : " was in force already"));
        } catch (ServiceErrorException e) {
            String lines =
                    e.violations().stream()
                            .map(v -> v.field() + ": " + v.message())
                            .collect(Collectors.joining("; "));
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "the policy "
                            + file
                            + " was refused: "
                            + (lines.isEmpty() ? e.getMessage() : lines));
        }
    }
}
