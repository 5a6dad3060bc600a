package dev.winnow.cli.console;

import java.util.Map;

/** The process around a command. */
public record Context(Terminal terminal, Map<String, String> environment) {

    public Context {
        environment = Map.copyOf(environment);
    }

    /** Environment variables may be secret. */
    @Override
    public String toString() {
        return "Context";
    }
}
