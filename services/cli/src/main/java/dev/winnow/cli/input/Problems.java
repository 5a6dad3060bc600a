package dev.winnow.cli.input;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Words for what is wrong with a file. */
final class Problems {

    private Problems() {}

    static InputException unreadable(String file, @Nullable Throwable cause) {
        return switch (cause) {
            case StrictReader.LineException bad ->
                    InputException.badContent(file + ": " + bad.getMessage());
            case AccessDeniedException denied ->
                    InputException.noFile(file + " may not be read: permission denied");
            case null -> InputException.badContent(file + " cannot be read");
            default -> InputException.badContent(file + " cannot be read: " + cause.getMessage());
        };
    }

    static InputException notCsv(String file, CsvParseException cause) {
        Throwable inner = cause.getCause();
        if (inner instanceof IOException io) {
            return unreadable(file, io);
        }
        return InputException.badContent(
                file + " is no CSV that can be read: " + cause.getMessage());
    }

    static InputException missing(Path file) {
        return InputException.noFile("there is no file " + file);
    }
}
