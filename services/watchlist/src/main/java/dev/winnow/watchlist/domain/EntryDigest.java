package dev.winnow.watchlist.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/**
 * What tells two states of an entry apart: equal digests, equal entries. The order in which a
 * publisher names things does not count, and nothing that is empty does, so that a new kind of fact
 * leaves the digests of those who have none as they are. Pure.
 */
public final class EntryDigest {
    /** Half of SHA-256: enough to tell apart, and half the room. */
    private static final int BYTES = 16;

    private final MessageDigest digest;

    private EntryDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** 32 hexadecimal digits. */
    public static String of(Entry entry) {
        EntryDigest made = new EntryDigest();
        made.add("number", entry.number());
        made.add("kind", entry.kind().name());
        made.add(
                "names",
                entry.names(),
                name -> name.type() + (name.weak() ? " weak " : " ") + name.text());
        made.add("birthDates", entry.birthDates(), Object::toString);
        made.add("nationalities", entry.nationalities());
        made.add("countries", entry.countries());
        made.add(
                "identifiers",
                entry.identifiers(),
                i -> i.type() + "\u0000" + i.number() + "\u0000" + i.country());
        made.add("places", entry.places());
        made.add("addresses", entry.addresses());
        made.add("gender", entry.gender());
        made.add("positions", entry.positions());
        made.add("programmes", entry.programmes());
        made.add("listedOn", entry.listedOn().map(Object::toString).orElse(""));
        made.add("remarks", entry.remarks());
        return HexFormat.of().formatHex(Arrays.copyOf(made.digest.digest(), BYTES));
    }

    private void add(String field, String value) {
        add(field, List.of(value));
    }

    private void add(String field, Collection<String> values) {
        add(field, values, value -> value);
    }

    private <T> void add(String field, Collection<T> values, Function<T, String> text) {
        List<String> sorted = new ArrayList<>(values.size());
        for (T value : values) {
            String one = text.apply(value);
            if (!one.isEmpty()) {
                sorted.add(one);
            }
        }
        if (!sorted.isEmpty()) {
            sorted.sort(Comparator.naturalOrder());
            put(field + " " + sorted.size());
            sorted.forEach(this::put);
        }
    }

    /** With its length before it, so that no two lists of texts run into one. */
    private void put(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }
}
