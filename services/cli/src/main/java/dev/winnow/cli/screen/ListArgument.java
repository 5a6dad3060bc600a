package dev.winnow.cli.screen;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A list as it is given on the command line: {@code NAME=PATH}. */
public record ListArgument(String name, Path path) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /** Reads the argument; for picocli. */
    public static final class Converter implements ITypeConverter<ListArgument> {
        @Override
        public ListArgument convert(String value) {
            int equals = value.indexOf('=');
            if (equals < 1 || equals == value.length() - 1) {
                throw new TypeConversionException("'" + value + "' is not NAME=PATH");
            }
            String name = value.substring(0, equals);
            Path path = Path.of(value.substring(equals + 1));
            if (!NAME.matcher(name).matches()) {
                throw new TypeConversionException(
                        "'" + name + "' is no list name: lower-case letters, digits and -");
            }
            if (!Files.isReadable(path)) {
                throw new TypeConversionException("there is no readable file or folder " + path);
            }
            return new ListArgument(name, path);
        }
    }
}
