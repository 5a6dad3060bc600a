package dev.winnow.faults.counter;

import java.time.Duration;

/**
 * What a fact makes the handler do beside its effect. As text:
 *
 * <ul>
 *   <li>nothing: the effect
 *   <li>{@code slow:<milliseconds>}: that long before the transaction
 *   <li>{@code hold:<milliseconds>}: that long inside it, after the effect was written
 *   <li>{@code error}: an {@link Error}, always
 *   <li>{@code fail:<n>}: the first n deliveries are to be tried again
 *   <li>{@code call}: the downstream is called first
 * </ul>
 */
public sealed interface Behaviour {
    record Plain() implements Behaviour {}

    record Slow(Duration time) implements Behaviour {}

    record Hold(Duration time) implements Behaviour {}

    record Fails() implements Behaviour {}

    record FailsFirst(int deliveries) implements Behaviour {}

    record Calls() implements Behaviour {}

    /** The behaviour that takes that long inside the transaction, as text. */
    static String hold(Duration time) {
        return "hold:" + time.toMillis();
    }

    /** The behaviour that takes that long before the transaction, as text. */
    static String slow(Duration time) {
        return "slow:" + time.toMillis();
    }

    /**
     * @throws IllegalArgumentException when it is none
     */
    static Behaviour of(String text) {
        int colon = text.indexOf(':');
        String word = colon < 0 ? text : text.substring(0, colon);
        String number = colon < 0 ? "0" : text.substring(colon + 1);
        return switch (word) {
            case "" -> new Plain();
            case "slow" -> new Slow(Duration.ofMillis(Long.parseLong(number)));
            case "hold" -> new Hold(Duration.ofMillis(Long.parseLong(number)));
            case "error" -> new Fails();
            case "fail" -> new FailsFirst(Integer.parseInt(number));
            case "call" -> new Calls();
            default -> throw new IllegalArgumentException("no behaviour: " + text);
        };
    }
}
