package dev.winnow.watchlist.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.matching.BirthDate;
import dev.winnow.matching.EntryKind;
import dev.winnow.matching.Identifier;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class EntryDigestTest {
    @Test
    void everyFactChangesTheDigestAndNoTwoChangeItAlike() {
        List<UnaryOperator<EntryBuilder>> facts =
                List.of(
                        e -> e,
                        e -> e.alias("X"),
                        e -> e.weakAlias("X"),
                        e -> e.name(ListedName.of("X", NameType.FORMER)),
                        e -> e.birthDate(BirthDate.parse("1963").orElseThrow()),
                        e -> e.birthDate(BirthDate.parse("~1963").orElseThrow()),
                        e -> e.nationality("CY"),
                        e -> e.country("CY"),
                        e -> e.identifier(new Identifier("X", "1", "")),
                        e -> e.identifier(new Identifier("", "X1", "")),
                        e -> e.place("X"),
                        e -> e.address("X"),
                        e -> e.gender("male"),
                        e -> e.position("X"),
                        e -> e.position("X").position("Y"),
                        e -> e.programme("X"),
                        e -> e.listedOn(LocalDate.of(2020, 1, 1)),
                        e -> e.remark("X"));

        Set<String> digests = new HashSet<>();
        facts.forEach(fact -> digests.add(EntryDigest.of(fact.apply(vorenkov()).build())));

        assertThat(digests).hasSameSizeAs(facts).allMatch(d -> d.matches("[0-9a-f]{32}"));
    }

    /** Or a whole list would have changed for every database that is there. */
    @Test
    void theDigestsThatAreKeptStayWhatTheyAre() {
        Entry whole =
                vorenkov()
                        .alias("Воренков")
                        .weakAlias("A")
                        .birthDate(BirthDate.parse("1963").orElseThrow())
                        .nationality("CY")
                        .country("MT")
                        .country("CY")
                        .identifier(new Identifier("Passport", "X1", "RU"))
                        .place("Omsk")
                        .address("1 High St")
                        .gender("male")
                        .position("Chair")
                        .programme("SDGT")
                        .listedOn(LocalDate.of(2020, 1, 1))
                        .remark("X")
                        .build();

        assertThat(EntryDigest.of(whole)).isEqualTo("a5e78f4aefda4bb14aa655376da51ec2");
        assertThat(EntryDigest.of(vorenkov().build()))
                .isEqualTo("fd5525b5110b8ed1db1bae693e64bc33");
    }

    @Test
    void theOrderInWhichThingsAreSaidDoesNotCount() {
        Entry one = vorenkov().alias("A").alias("B").country("CY").country("MT").build();
        Entry other = vorenkov().alias("B").alias("A").country("MT").country("CY").build();

        assertThat(EntryDigest.of(one)).isEqualTo(EntryDigest.of(other));
    }

    @Test
    void aDifferenceIsWhatWasAddedRemovedAndChanged() {
        Entry same = EntryBuilder.of("1", EntryKind.PERSON, "A").build();
        Entry old = EntryBuilder.of("2", EntryKind.PERSON, "B").build();
        Entry now = EntryBuilder.of("2", EntryKind.PERSON, "B").country("CY").build();
        Entry added = EntryBuilder.of("4", EntryKind.PERSON, "D").build();
        Map<String, String> before =
                Map.of("1", EntryDigest.of(same), "2", EntryDigest.of(old), "3", "x");

        ListDifference difference = ListDifference.between(before, List.of(same, now, added));

        assertThat(difference)
                .isEqualTo(new ListDifference(List.of(added), List.of("3"), List.of(now)));
        assertThat(difference.counts()).isEqualTo(new Version.Changes(1, 1, 1));
    }

    private static EntryBuilder vorenkov() {
        return EntryBuilder.of("1", EntryKind.PERSON, "VORENKOV, Anatoly");
    }
}
