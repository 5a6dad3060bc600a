package dev.winnow.contracts;

import java.util.regex.Pattern;

/** The rules for names that become subjects, streams and ADR-32 names. */
final class Names {
    /** ADR-32: service and endpoint names. ADR-6 allows the same for streams and consumers. */
    private static final Pattern NAME = Pattern.compile("^[a-zA-Z0-9_-]+$");

    /** One subject token: no separator, no wildcard, no white space, printable ASCII only. */
    private static final Pattern TOKEN = Pattern.compile("^[\\x21-\\x7E&&[^.*>]]{1,200}$");

    private Names() {}

    static void requireName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(what + " name must match " + NAME + ": " + name);
        }
    }

    static void requireVersion(int version) {
        if (version < 1) {
            throw new IllegalArgumentException("version must be at least 1: " + version);
        }
    }

    static String requireToken(String key) {
        if (!TOKEN.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "an event key must be one subject token of at most 200 ASCII characters");
        }
        return key;
    }
}
