package dev.winnow.watchlist.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

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
        made.add("number", Stream.of(entry.number()));
        made.add("kind", Stream.of(entry.kind().name()));
        made.add(
                "names",
                entry.names().stream()
                        .map(name -> name.type() + (name.weak() ? " weak " : " ") + name.text()));
        made.add("birthDates", entry.birthDates().stream().map(Object::toString));
        made.add("nationalities", entry.nationalities().stream());
        made.add("countries", entry.countries().stream());
        made.add(
                "identifiers",
                entry.identifiers().stream()
                        .map(i -> i.type() + "\u0000" + i.number() + "\u0000" + i.country()));
        made.add("places", entry.places().stream());
        made.add("addresses", entry.addresses().stream());
        made.add("gender", Stream.of(entry.gender()));
        made.add("positions", entry.positions().stream());
        made.add("programmes", entry.programmes().stream());
        made.add("listedOn", entry.listedOn().stream().map(Object::toString));
        made.add("remarks", Stream.of(entry.remarks()));
        return HexFormat.of().formatHex(Arrays.copyOf(made.digest.digest(), BYTES));
    }

    private void add(String field, Stream<String> values) {
        List<String> sorted = values.filter(value -> !value.isEmpty()).sorted().toList();
        if (!sorted.isEmpty()) {
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
