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
 */
public record Change(String file, String subject, Kind kind, List<Field> fields) {
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
                };
    }
}
