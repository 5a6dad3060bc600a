package dev.winnow.cli;

import dev.winnow.messaging.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The lines of a file of results. */
record Results(List<Line> lines) {

    /** What matters of a line. */
    record Line(
            String reference,
            String applicationId,
            String decision,
            Set<String> reasons,
            boolean known,
            JsonNode whole) {}

    static Results read(Path file) throws IOException {
        List<Line> lines = new ArrayList<>();
        for (String text : Files.readAllLines(file)) {
            JsonNode json = Json.mapper().readTree(text);
            Set<String> reasons = new TreeSet<>();
            json.path("reasons").forEach(reason -> reasons.add(reason.path("code").asString()));
            lines.add(
                    new Line(
                            json.path("reference").asString(),
                            json.path("applicationId").asString(),
                            json.path("decision").asString(),
                            reasons,
                            json.path("known").asBoolean(),
                            json));
        }
        return new Results(lines);
    }

    /** What must never change: which application ended how. */
    List<String> decisions() {
        return lines.stream()
                .map(l -> l.reference() + " " + l.applicationId() + " " + l.decision())
                .toList();
    }
}
