package dev.winnow.messaging;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which subjects a consumer's filter lets through; one subject may be written in two ways that mean
 * the same. Immutable.
 *
 * @param subjects with wildcards; any one has to match
 */
record ConsumerFilter(List<String> subjects) {
    static ConsumerFilter of(JsonNode config) {
        List<String> subjects =
                normalised(config)
                        .path("filter_subjects")
                        .valueStream()
                        .map(subject -> subject.asString(""))
                        .toList();
        return new ConsumerFilter(subjects.isEmpty() ? List.of(">") : subjects);
    }

    static ConsumerFilter nothing() {
        return new ConsumerFilter(List.of());
    }

    boolean matches(String subject) {
        return subjects.stream().anyMatch(filter -> Subjects.matches(filter, subject));
    }

    static ObjectNode normalised(JsonNode config) {
        ObjectNode copy = (ObjectNode) config.deepCopy();
        JsonNode single = copy.remove("filter_subject");
        if (single != null && single.isString() && !single.stringValue().isEmpty()) {
            copy.putArray("filter_subjects").add(single);
        }
        return copy;
    }
}
