package dev.winnow.cli;

import dev.winnow.cli.console.Context;
import dev.winnow.cli.console.Terminal;
import dev.winnow.messaging.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a command said, run in this process. */
record Said(int exitCode, String out, String err) {

    static Said run(Map<String, String> environment, String... arguments) {
        return run(environment, false, arguments);
    }

    /**
     * @param watched whether standard error is a terminal
     */
    static Said run(Map<String, String> environment, boolean watched, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal =
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        watched,
                        false);
        int exitCode = Winnow.run(new Context(terminal, environment), arguments);
        return new Said(
                exitCode,
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8));
    }

    /** Its lines as JSON. */
    List<JsonNode> json() {
        return out.lines().map(line -> Json.mapper().readTree(line)).toList();
    }

    /** For the description of an assertion. */
    String all() {
        return "ended " + exitCode + " and said: " + err + out;
    }
}
