package dev.winnow.cli;

import dev.winnow.cli.console.CommandFailure;
import dev.winnow.cli.console.ExitCode;
import dev.winnow.cli.input.InputException;
import dev.winnow.contracts.ErrorBody;
import dev.winnow.datastore.DatastoreException;
import dev.winnow.localservers.LocalServerException;
import dev.winnow.messaging.CallException;
import dev.winnow.messaging.JetStreamApiException;
import dev.winnow.messaging.NatsUnreachableException;
import dev.winnow.messaging.ProvisioningException;
import dev.winnow.messaging.ServiceErrorException;
import dev.winnow.messaging.config.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Collectors;

/** One line and an exit code for whatever ended a command. */
final class Failures {

    private Failures() {}

    static int exitCode(Throwable failure) {
        return switch (failure) {
            case CommandFailure own -> own.exitCode();
            case InputException input when input.isUsage() -> ExitCode.USAGE;
            case ConfigException ignored -> ExitCode.USAGE;
            case NatsUnreachableException ignored -> ExitCode.UNREACHABLE;
            case ServiceErrorException ignored -> ExitCode.REFUSED;
            case ProvisioningException ignored -> ExitCode.REFUSED;
            case JetStreamApiException ignored -> ExitCode.REFUSED;
            case CallException ignored -> ExitCode.UNREACHABLE;
            case DatastoreException.Unavailable ignored -> ExitCode.UNREACHABLE;
            default -> ExitCode.FAILED;
        };
    }

    static String line(Throwable failure) {
        return switch (failure) {
            case CommandFailure own -> text(own);
            case InputException input -> text(input);
            case LocalServerException server -> text(server);
            case NatsUnreachableException unreachable -> text(unreachable);
            case ConfigException config -> text(config);
            case ProvisioningException refused -> text(refused);
            case JetStreamApiException refused -> "JetStream says: " + text(refused);
            case ServiceErrorException refused -> refusal(refused);
            case CallException call -> text(call);
            case DatastoreException store -> text(store);
            case UncheckedIOException wrapped -> text(wrapped);
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case NoSuchFileException missing -> "there is no " + missing.getFile();
            case FileAlreadyExistsException file -> file.getFile() + " is not a directory";
            case FileSystemException file when file.getReason() != null ->
                    file.getFile() + ": " + file.getReason();
            case IOException io -> text(io);
            default -> "unexpected: " + failure.getClass().getSimpleName() + ": " + text(failure);
        };
    }

    private static String refusal(ServiceErrorException refused) {
        String fields =
                refused.violations().stream()
                        .map(Failures::violation)
                        .collect(Collectors.joining("; "));
        String message = text(refused);
        return "refused with "
                + refused.code().code()
                + " "
                + refused.code().name()
                + ": "
                + message
                + (fields.isEmpty() ? "" : " (" + fields + ")");
    }

    private static String violation(ErrorBody.Violation violation) {
        return violation.field() + " " + violation.message();
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : message.lines().map(String::strip).collect(Collectors.joining("; "));
    }
}
