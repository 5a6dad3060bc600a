package dev.winnow.watchlist.adapter.out.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.matching.BirthDate;
import dev.winnow.matching.EntryKind;
import dev.winnow.matching.Identifier;
import dev.winnow.messaging.Json;
import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.EntryBuilder;
import dev.winnow.watchlist.domain.EntryDigest;
import dev.winnow.watchlist.domain.ListedName;
import dev.winnow.watchlist.domain.NameType;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

final class EntryDocumentTest {
    @Test
    void anEntryComesBackAsItWas() {
        Entry entry =
                EntryBuilder.of("1", EntryKind.PERSON, "VORENKOV, Anatoly")
                        .alias("Anatoli Worenkov")
                        .weakAlias("Tolya")
                        .name(ListedName.of("Анатолий", NameType.ORIGINAL_SCRIPT))
                        .name(ListedName.of("Kernov", NameType.FORMER))
                        .birthDate(BirthDate.parse("~1960-01/1961-05-06").orElseThrow())
                        .nationality("CY")
                        .country("MT")
                        .identifier(new Identifier("Passport", "N1", "CY"))
                        .place("Chaffburg")
                        .address("1 Chaff Lane")
                        .gender("male")
                        .position("Chief")
                        .programme("INV")
                        .listedOn(LocalDate.of(2012, 12, 31))
                        .remark("Invented.")
                        .build();

        Entry back = read(Json.mapper().writeValueAsString(EntryDocument.of(entry)));

        assertThat(back).isEqualTo(entry);
        assertThat(EntryDigest.of(back)).isEqualTo(EntryDigest.of(entry));
        Entry bare = EntryBuilder.of("1", EntryKind.PERSON, "A").build();
        assertThat(read(Json.mapper().writeValueAsString(EntryDocument.of(bare)))).isEqualTo(bare);
    }

    @Test
    void whatWasKeptBeforeThereWereMoreFactsIsRead() {
        Entry old =
                read(
                        """
                        {"names": [{"text": "VORENKOV, Anatoly", "weak": false},
                                   {"text": "Tolya", "weak": true}],
                         "birthDates": ["1963-05-05"], "countries": ["CY"],
                         "identifiers": [{"type": "Passport", "number": "N1", "country": "CY"}],
                         "places": ["Chaffburg"], "addresses": [], "gender": "Male",
                         "programme": "INV", "remarks": ""}
                        """);

        assertThat(old.names())
                .containsExactly(
                        ListedName.primary("VORENKOV, Anatoly"), new ListedName("Tolya", true));
        assertThat(old.gender()).isEqualTo("male");
        assertThat(old.programmes()).containsExactly("INV");
        assertThat(old.nationalities()).isEmpty();
        assertThat(old.listedOn()).isEmpty();
    }

    private static Entry read(String json) {
        return Json.mapper().readValue(json, EntryDocument.class).toEntry("1", EntryKind.PERSON);
    }
}
