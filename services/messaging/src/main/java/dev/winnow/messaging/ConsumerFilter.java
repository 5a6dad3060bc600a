package dev.winnow.messaging;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A consumer's filter in one form: one subject may be written in two ways that mean the same. */
final class ConsumerFilter {
    private ConsumerFilter() {}

    static ObjectNode normalised(JsonNode config) {
        ObjectNode copy = (ObjectNode) config.deepCopy();
        JsonNode single = copy.remove("filter_subject");
        if (single != null && single.isString() && !single.stringValue().isEmpty()) {
            copy.putArray("filter_subjects").add(single);
        }
        return copy;
    }
}
