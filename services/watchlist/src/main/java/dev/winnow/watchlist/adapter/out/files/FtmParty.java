package dev.winnow.watchlist.adapter.out.files;

import dev.winnow.matching.BirthDate;
import dev.winnow.matching.EntryKind;
import dev.winnow.matching.Identifier;
import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.EntryBuilder;
import dev.winnow.watchlist.domain.ListedName;
import dev.winnow.watchlist.domain.NameType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A party of a FollowTheMoney file while its parts come together. For one thread. */
final class FtmParty {
    /** Properties that are numbers of documents and registers, and what those are called. */
    private static final Map<String, String> NUMBERS = numbers();

    private static final List<String> NATIONALITIES =
            List.of("nationality", "citizenship", "jurisdiction", "flag");
    private static final List<String> COUNTRIES =
            List.of("country", "mainCountry", "birthCountry", "residency");

    private final EntryBuilder entry;

    private FtmParty(EntryBuilder entry) {
        this.entry = entry;
    }

    private static Map<String, String> numbers() {
        Map<String, String> numbers = new LinkedHashMap<>();
        numbers.put("passportNumber", "Passport");
        numbers.put("idNumber", "Identification Number");
        numbers.put("socialSecurityNumber", "Social Security Number");
        numbers.put("taxNumber", "Tax ID No.");
        numbers.put("vatCode", "V.A.T. Number");
        numbers.put("innCode", "Tax ID No. (INN)");
        numbers.put("registrationNumber", "Registration Number");
        numbers.put("ogrnCode", "Registration Number (OGRN)");
        numbers.put("leiCode", "LEI");
        numbers.put("swiftBic", "BIC");
        numbers.put("dunsCode", "DUNS");
        numbers.put("imoNumber", "Vessel Registration Identification (IMO)");
        numbers.put("mmsi", "MMSI");
        numbers.put("serialNumber", "Serial Number");
        return numbers;
    }

    static FtmParty of(FtmEntity entity, EntryKind kind) {
        EntryBuilder entry = EntryBuilder.of(entity.id(), kind, entity.name());
        entity.values("name").forEach(entry::alias);
        entity.values("alias").forEach(entry::alias);
        entity.values("previousName")
                .forEach(name -> entry.name(ListedName.of(name, NameType.FORMER)));
        entity.values("weakAlias").forEach(entry::weakAlias);
        FtmParty party = new FtmParty(entry);
        for (String property : List.of("birthDate", "incorporationDate", "buildDate")) {
            entity.values(property).stream()
                    .flatMap(text -> BirthDate.parse(text.split("T", -1)[0]).stream())
                    .forEach(entry::birthDate);
        }
        for (String property : NATIONALITIES) {
            codes(entity, property).forEach(entry::nationality);
        }
        COUNTRIES.forEach(property -> codes(entity, property).forEach(entry::country));
        NUMBERS.forEach((property, type) ->
                entity.values(property)
                        .forEach(number -> entry.identifier(new Identifier(type, number, ""))));
        entity.values("birthPlace").forEach(entry::place);
        entity.values("address").forEach(entry::address);
        entity.values("gender").forEach(entry::gender);
        entity.values("title").forEach(entry::position);
        entity.values("position").forEach(entry::position);
        party.programmes(entity);
        entity.values("notes").forEach(entry::remark);
        return party;
    }

    /** A sanction, an address or a document that is about this party. */
    void add(FtmEntity other) {
        switch (other.schema()) {
            case "Sanction" -> {
                programmes(other);
                for (String property : List.of("startDate", "listingDate")) {
                    other.values(property).stream()
                            .flatMap(text -> day(text).stream())
                            .forEach(entry::listedOn);
                }
            }
            case "Address" -> {
                other.values("full").forEach(entry::address);
                codes(other, "country").forEach(entry::country);
            }
            default -> document(other);
        }
    }

    private void document(FtmEntity document) {
        List<String> types = document.values("type");
        String fallback = document.schema().equals("Passport") ? "Passport" : "";
        String type = types.isEmpty() ? fallback : types.getFirst();
        String country = onlyOne(codes(document, "country"));
        document.values("number")
                .forEach(number -> entry.identifier(new Identifier(type, number, country)));
    }

    private void programmes(FtmEntity entity) {
        List<String> ids = entity.values("programId");
        (ids.isEmpty() ? entity.values("program") : ids).forEach(entry::programme);
    }

    Entry entry() {
        return entry.build();
    }

    private static List<String> codes(FtmEntity entity, String property) {
        return entity.values(property).stream()
                .flatMap(text -> Countries.code(text).stream())
                .toList();
    }

    private static String onlyOne(List<String> codes) {
        return codes.size() == 1 ? codes.getFirst() : "";
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return text.length() < 10
                    ? Optional.empty()
                    : Optional.of(LocalDate.parse(text.substring(0, 10)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
