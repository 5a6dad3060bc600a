package dev.winnow.messaging.config;

/**
 * A password or a key. It never prints itself: {@link #toString()} is always {@code ***}, so that
 * configuration may be logged as it is. Immutable and safe to share.
 *
 * @param value the secret itself, for the one place that uses it; never empty
 */
public record Secret(String value) {
    public Secret {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a secret must not be empty");
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
