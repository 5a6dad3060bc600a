package dev.winnow.watchlist.adapter.out.jdbi;

import dev.winnow.matching.BirthDate;
import dev.winnow.matching.EntryKind;
import dev.winnow.matching.Identifier;
import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.ListedName;
import java.util.List;

/** An entry as it is kept, in JSON. A field may be added; none may change its meaning. */
record EntryDocument(
        List<Name> names,
        List<String> birthDates,
        List<String> countries,
        List<Document> identifiers,
        List<String> places,
        List<String> addresses,
        String gender,
        String programme,
        String remarks) {

    record Name(String text, boolean weak) {}

    record Document(String type, String number, String country) {}

    static EntryDocument of(Entry entry) {
        return new EntryDocument(
                entry.names().stream().map(n -> new Name(n.text(), n.weak())).toList(),
                entry.birthDates().stream().map(BirthDate::toString).toList(),
                entry.countries(),
                entry.identifiers().stream()
                        .map(i -> new Document(i.type(), i.number(), i.country()))
                        .toList(),
                entry.places(),
                entry.addresses(),
                entry.gender(),
                entry.programme(),
                entry.remarks());
    }

    Entry toEntry(String number, EntryKind kind) {
        return new Entry(
                number,
                kind,
                names.stream().map(n -> new ListedName(n.text(), n.weak())).toList(),
                birthDates.stream().map(EntryDocument::birthDate).toList(),
                countries,
                identifiers.stream()
                        .map(i -> new Identifier(i.type(), i.number(), i.country()))
                        .toList(),
                places,
                addresses,
                gender,
                programme,
                remarks);
    }

    private static BirthDate birthDate(String text) {
        return BirthDate.parse(text)
                .orElseThrow(
                        () -> new IllegalStateException("a kept date of birth cannot be read"));
    }
}
