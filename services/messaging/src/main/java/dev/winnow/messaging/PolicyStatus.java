package dev.winnow.messaging;

import java.util.Map;

/**
 * What one policy of a running service is set to and what it has done so far.
 *
 * @param kind {@code endpoint}, {@code call} or {@code consumer}
 * @param name the contract's subject, or {@code <stream>.<durable>}
 * @param settings every setting with its value, as one would write it in a configuration file
 * @param state {@code ok} when nothing is held back; otherwise one word for what is, such as {@code
 *     open} for a circuit
 * @param counts what is under way and what has been counted since the start, by name
 */
public record PolicyStatus(
        String kind,
        String name,
        Map<String, String> settings,
        String state,
        Map<String, Long> counts) {
    static final String ENDPOINT = "endpoint";
    static final String CALL = "call";
    static final String CONSUMER = "consumer";

    /** The state in which nothing is held back. */
    static final String OK = "ok";
}
