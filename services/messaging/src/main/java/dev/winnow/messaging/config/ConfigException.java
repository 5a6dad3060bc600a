package dev.winnow.messaging.config;

import java.util.List;

/**
 * The configuration cannot be used. It carries every problem found, not just the first; no problem
 * text contains a secret.
 */
public final class ConfigException extends RuntimeException {
    private final List<String> problems;

    public ConfigException(List<String> problems) {
        super(
                problems.size() == 1
                        ? "bad configuration: " + problems.getFirst()
                        : "bad configuration, "
                                + problems.size()
                                + " problems: "
                                + String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence per problem, in the order of the record's components. */
    public List<String> problems() {
        return problems;
    }
}
