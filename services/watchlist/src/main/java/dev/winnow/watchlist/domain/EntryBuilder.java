package dev.winnow.watchlist.domain;

import dev.winnow.matching.BirthDate;
import dev.winnow.matching.EntryKind;
import dev.winnow.matching.Identifier;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An entry while its parts come together. What is empty is left out, and what is said twice is kept
 * once. For one thread.
 */
public final class EntryBuilder {
    private final String number;
    private final EntryKind kind;
    private final Map<String, ListedName> names = new LinkedHashMap<>();
    private final Set<BirthDate> birthDates = new LinkedHashSet<>();
    private final Set<String> nationalities = new LinkedHashSet<>();
    private final Set<String> countries = new LinkedHashSet<>();
    private final Set<Identifier> identifiers = new LinkedHashSet<>();
    private final Set<String> places = new LinkedHashSet<>();
    private final Set<String> addresses = new LinkedHashSet<>();
    private final Set<String> positions = new LinkedHashSet<>();
    private final Set<String> programmes = new LinkedHashSet<>();
    private final List<String> remarks = new ArrayList<>();
    private Optional<LocalDate> listedOn = Optional.empty();
    private String gender = "";

    private EntryBuilder(String number, EntryKind kind) {
        this.number = number;
        this.kind = kind;
    }

    /** With nothing but a primary name. */
    public static EntryBuilder of(String number, EntryKind kind, String name) {
        return new EntryBuilder(number, kind).name(ListedName.primary(name));
    }

    public EntryBuilder alias(String text) {
        return name(ListedName.of(text, NameType.ALIAS));
    }

    public EntryBuilder weakAlias(String text) {
        return name(new ListedName(text, NameType.ALIAS, true));
    }

    /** The strong one of two with the same text stays. */
    public EntryBuilder name(ListedName name) {
        if (!name.text().isBlank()) {
            names.merge(name.text(), name, (old, again) -> old.weak() ? again : old);
        }
        return this;
    }

    public EntryBuilder birthDate(BirthDate date) {
        birthDates.add(date);
        return this;
    }

    /** A country of which the party is, or under whose flag it is. */
    public EntryBuilder nationality(String code) {
        add(nationalities, code);
        return country(code);
    }

    public EntryBuilder country(String code) {
        add(countries, code);
        return this;
    }

    public EntryBuilder identifier(Identifier identifier) {
        identifiers.add(identifier);
        return this;
    }

    public EntryBuilder place(String text) {
        add(places, text);
        return this;
    }

    public EntryBuilder address(String line) {
        add(addresses, line);
        return this;
    }

    /** In any spelling; what is not understood is left out. */
    public EntryBuilder gender(String text) {
        gender =
                switch (text.strip().toLowerCase(Locale.ROOT)) {
                    case "male", "m" -> "male";
                    case "female", "f" -> "female";
                    case "other" -> "other";
                    default -> gender;
                };
        return this;
    }

    public EntryBuilder position(String text) {
        add(positions, text);
        return this;
    }

    public EntryBuilder programme(String text) {
        add(programmes, text);
        return this;
    }

    public EntryBuilder listedOn(LocalDate day) {
        listedOn = Optional.of(day);
        return this;
    }

    /** One after the other, separated by a blank. */
    public EntryBuilder remark(String text) {
        if (!text.isBlank()) {
            remarks.add(text);
        }
        return this;
    }

    private static void add(Set<String> texts, String text) {
        if (!text.isBlank()) {
            texts.add(text);
        }
    }

    /** May be called again after more was added. */
    public Entry build() {
        return new Entry(
                number,
                kind,
                List.copyOf(names.values()),
                List.copyOf(birthDates),
                List.copyOf(nationalities),
                List.copyOf(countries),
                List.copyOf(identifiers),
                List.copyOf(places),
                List.copyOf(addresses),
                gender,
                List.copyOf(positions),
                List.copyOf(programmes),
                listedOn,
                String.join(" ", remarks));
    }
}
