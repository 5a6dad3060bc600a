package dev.winnow.messaging;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * A nats-server's version, as far as it decides what may be asked of it.
 *
 * @param text as the server says it
 */
record ServerVersion(String text) {
    private static final Pattern NUMBERS = Pattern.compile("^v?(\\d{1,6})\\.(\\d{1,6})");
    private static final List<String> PINNING =
            List.of("priority_policy", "priority_groups", "priority_timeout");

    /** The first release with priority groups. */
    static final String PINS = "2.11";

    /** Whether it is that release or a later one; a text that is no version is taken for new. */
    boolean pinsClients() {
        Matcher numbers = NUMBERS.matcher(text);
        if (!numbers.find()) {
            return true;
        }
        int major = Integer.parseInt(numbers.group(1));
        return major > 2 || (major == 2 && Integer.parseInt(numbers.group(2)) >= 11);
    }

    /** Takes out of a consumer's configuration what this server does not know, and names it. */
    List<String> leaveOut(ObjectNode consumer) {
        if (pinsClients()) {
            return List.of();
        }
        return PINNING.stream().filter(field -> consumer.remove(field) != null).toList();
    }
}
