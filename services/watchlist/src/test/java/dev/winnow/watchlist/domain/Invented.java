package dev.winnow.watchlist.domain;

import dev.winnow.matching.BirthDate;
import dev.winnow.matching.EntryKind;
import dev.winnow.matching.Identifier;
import dev.winnow.matching.Normaliser;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Invented parties; any likeness to a real one is by chance. */
final class Invented {
    static final Normaliser NORMALISER = Normaliser.standard();

    static final List<Entry> ENTRIES =
            List.of(
                    person("101", "VORENKOV, Anatoly Sergeyevich", "WORENKOV, Anatoli"),
                    person("102", "AL-QASIMANI, Abd al-Rahim Haji", "ABU TARIQ"),
                    person("103", "O'DELVANEY, Ruaridh Finn"),
                    person("104", "PENDERECKA-WILK, Jagoda"),
                    person("105", "QUINTAVALLE PORRAS, Jose Luis, Jr."),
                    person("106", "ZOLTRAXIS"),
                    person("107", "SØNDERKÆR, Åse Grünhild"),
                    person("108", "PAK, Chol-min"),
                    organisation("201", "VELDRANA TRADING COMPANY, S.A. DE C.V."),
                    organisation("202", "OSTREVIA BANK INTERNATIONAL LTD."),
                    EntryBuilder.of("301", EntryKind.VESSEL, "MIRABELLE STAR")
                            .country("PA")
                            .identifier(new Identifier("MMSI", "999000111", ""))
                            .programme("INVENTED")
                            .build());

    private Invented() {}

    static Entry person(String number, String name, String... aliases) {
        EntryBuilder entry =
                EntryBuilder.of(number, EntryKind.PERSON, name)
                        .birthDate(BirthDate.on(LocalDate.of(1963, 5, 5)))
                        .birthDate(BirthDate.parse("1955").orElseThrow())
                        .country("RU")
                        .country("CY")
                        .identifier(new Identifier("Passport", "N-4455667", "RU"))
                        .programme("INVENTED");
        List.of(aliases).forEach(entry::alias);
        return entry.build();
    }

    static Entry organisation(String number, String name) {
        return EntryBuilder.of(number, EntryKind.ORGANISATION, name).programme("INVENTED").build();
    }

    static Snapshot snapshot() {
        return snapshot(ENTRIES);
    }

    static Snapshot snapshot(List<Entry> entries) {
        Version version =
                new Version("invented", 1, entries.size(), entries.size(), "", Instant.EPOCH);
        return Snapshot.empty(NORMALISER).of(List.of(ListIndex.of(version, entries, NORMALISER)));
    }
}
