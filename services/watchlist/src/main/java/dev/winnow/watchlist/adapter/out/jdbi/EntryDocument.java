package dev.winnow.watchlist.adapter.out.jdbi;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.matching.BirthDate;
import dev.winnow.matching.EntryKind;
import dev.winnow.matching.Identifier;
import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.EntryBuilder;
import dev.winnow.watchlist.domain.ListedName;
import dev.winnow.watchlist.domain.NameType;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it is kept, in JSON. A field may be added; none may change its meaning. What a field
 * added later is missing in is read as if nothing had been said.
 *
 * @param programme of entries kept before there were {@code programmes}; never written
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record EntryDocument(
        List<Name> names,
        @Nullable List<String> birthDates,
        @Nullable List<String> nationalities,
        @Nullable List<String> countries,
        @Nullable List<Document> identifiers,
        @Nullable List<String> places,
        @Nullable List<String> addresses,
        @Nullable String gender,
        @Nullable List<String> positions,
        @Nullable List<String> programmes,
        @Nullable String programme,
        @Nullable String listedOn,
        @Nullable String remarks) {

    /**
     * @param type absent for the primary name, if it is the first, and for an alias
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Name(String text, @Nullable String type, boolean weak) {}

    record Document(String type, String number, String country) {}

    static EntryDocument of(Entry entry) {
        return new EntryDocument(
                entry.names().stream().map(EntryDocument::name).toList(),
                entry.birthDates().stream().map(BirthDate::toString).toList(),
                entry.nationalities(),
                entry.countries(),
                entry.identifiers().stream()
                        .map(i -> new Document(i.type(), i.number(), i.country()))
                        .toList(),
                entry.places(),
                entry.addresses(),
                entry.gender(),
                entry.positions(),
                entry.programmes(),
                null,
                entry.listedOn().map(LocalDate::toString).orElse(null),
                entry.remarks());
    }

    private static Name name(ListedName name) {
        boolean usual = name.type() == NameType.PRIMARY || name.type() == NameType.ALIAS;
        String type = usual ? null : name.type().name().toLowerCase(Locale.ROOT);
        return new Name(name.text(), type, name.weak());
    }

    Entry toEntry(String number, EntryKind kind) {
        EntryBuilder entry = EntryBuilder.of(number, kind, names.getFirst().text());
        names.stream().skip(1).forEach(name -> entry.name(listed(name)));
        all(birthDates).forEach(text -> entry.birthDate(birthDate(text)));
        all(nationalities).forEach(entry::nationality);
        all(countries).forEach(entry::country);
        all(identifiers)
                .forEach(i -> entry.identifier(new Identifier(i.type(), i.number(), i.country())));
        all(places).forEach(entry::place);
        all(addresses).forEach(entry::address);
        all(positions).forEach(entry::position);
        all(programmes).forEach(entry::programme);
        entry.programme(text(programme)).gender(text(gender)).remark(text(remarks));
        if (listedOn != null) {
            entry.listedOn(LocalDate.parse(listedOn));
        }
        return entry.build();
    }

    private static ListedName listed(Name name) {
        NameType type =
                name.type() == null
                        ? NameType.ALIAS
                        : NameType.valueOf(name.type().toUpperCase(Locale.ROOT));
        return new ListedName(name.text(), type, name.weak());
    }

    private static <T> List<T> all(@Nullable List<T> values) {
        return values == null ? List.of() : values;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static BirthDate birthDate(String text) {
        return BirthDate.parse(text)
                .orElseThrow(
                        () -> new IllegalStateException("a kept date of birth cannot be read"));
    }
}
