package dev.winnow.messaging;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What applying one file did.
 *
 * @param file its path in nats-config
 * @param subject what it describes: {@code stream APPLICATIONS}
 * @param kind what was done
 * @param fields what was changed, when it was updated
 * @param leftOut fields of the file that this server is too old for
 */
public record Change(
        String file, String subject, Kind kind, List<Field> fields, List<String> leftOut) {
    /** What was done. */
    public enum Kind {
        CREATED,
        UPDATED,
        UNCHANGED
    }

    /** One field's two values, as JSON; {@code none} when the server had none. */
    public record Field(String name, String before, String after) {
        @Override
        public String toString() {
            return name + " " + before + " → " + after;
        }
    }

    public Change {
        fields = List.copyOf(fields);
        leftOut = List.copyOf(leftOut);
    }

    /** One line for people. */
    @Override
    public String toString() {
        String what =
                fields.stream().map(Field::toString).collect(Collectors.joining(", ", ": ", ""));
        return subject
                + " "
                + switch (kind) {
                    case CREATED -> "created";
                    case UPDATED -> "updated" + what;
                    case UNCHANGED -> "unchanged";
                }
                + (leftOut.isEmpty() ? "" : without());
    }

    private String without() {
        return ", without "
                + String.join(", ", leftOut)
                + ", which this server is too old for (nats-server "
                + ServerVersion.PINS
                + "): several processes on it are served at the same time";
    }
}
