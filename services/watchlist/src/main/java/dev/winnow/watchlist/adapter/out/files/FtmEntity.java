package dev.winnow.watchlist.adapter.out.files;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** One object of a FollowTheMoney file, which is known to have an id, a schema and properties. */
record FtmEntity(long line, JsonNode json) {

    String id() {
        return json.path("id").asString("");
    }

    String schema() {
        return json.path("schema").asString("");
    }

    /** Who is listed himself, and not only related to somebody who is; yes, when it is not said. */
    boolean isTarget() {
        return json.path("target").asBoolean(true);
    }

    String lastChange() {
        return json.path("last_change").asString("");
    }

    /** What it is called: its caption where it is one of the names, else the first name. */
    String name() {
        String caption = json.path("caption").asString("");
        List<String> names = values("name");
        return names.isEmpty() || names.contains(caption) ? caption : names.getFirst();
    }

    /** The texts of a property; what is nested in it is no text. */
    List<String> values(String property) {
        List<String> values = new ArrayList<>();
        for (JsonNode value : json.path("properties").path(property)) {
            if (value.isString() && !value.asString("").isBlank()) {
                values.add(value.asString("").strip());
            }
        }
        return values;
    }
}
