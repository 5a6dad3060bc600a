package dev.winnow.messaging.config;

import java.util.Locale;
import java.util.Optional;

/**
 * One key that a configuration record understands.
 *
 * @param name as in a file: {@code database.maximum-pool-size}
 * @param type what is expected, in words
 * @param defaultValue as it would be written in a file; empty when it must be given or is optional
 * @param required whether it must be given
 */
public record ConfigKey(String name, String type, Optional<String> defaultValue, boolean required) {
    /** The environment variable that sets it: {@code WINNOW_DATABASE_MAXIMUM_POOL_SIZE}. */
    public String environmentVariable() {
        return environmentVariable(name);
    }

    static String environmentVariable(String name) {
        return ConfigSources.PREFIX
                + name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
