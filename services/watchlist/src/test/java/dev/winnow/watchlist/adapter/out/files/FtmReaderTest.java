package dev.winnow.watchlist.adapter.out.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.matching.BirthDate;
import dev.winnow.matching.EntryKind;
import dev.winnow.matching.Identifier;
import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.ListContent;
import dev.winnow.watchlist.domain.ListFormat;
import dev.winnow.watchlist.domain.ListedName;
import dev.winnow.watchlist.domain.NameType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FtmReaderTest {
    @TempDir private Path folder;
    private Sample list = new Sample(Path.of(""), "", ListFormat.FTM);

    @BeforeEach
    void sample() {
        list = new Sample(folder, "entities.ftm.json", ListFormat.FTM);
    }

    @Test
    void aPersonIsReadWithItsSanctionsAddressesAndDocuments() {
        ListContent content = list.read();

        assertThat(content.published()).contains(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(content.entries())
                .extracting(Entry::number)
                .containsExactly("xv-1", "xv-2", "xv-4");
        Entry person = content.entries().getFirst();
        assertThat(person.kind()).isEqualTo(EntryKind.PERSON);
        assertThat(person.names())
                .containsExactly(
                        ListedName.primary("Anatoly Vorenkov"),
                        new ListedName("Vorenkov Anatoly", false),
                        new ListedName("Anatoli Worenkov", false),
                        ListedName.of("Anatoly Kernov", NameType.FORMER),
                        new ListedName("Tolya", true));
        assertThat(person.birthDates())
                .extracting(BirthDate::toString)
                .containsExactly("1963-05-05", "1961");
        assertThat(person.nationalities()).containsExactly("CY");
        assertThat(person.countries()).containsExactly("CY", "RU");
        assertThat(person.identifiers())
                .containsExactlyInAnyOrder(
                        new Identifier("Passport", "N4455667", ""),
                        new Identifier("Tax ID No. (INN)", "77000000", ""),
                        new Identifier("Passport", "P9988776", "MT"));
        assertThat(person.programmes()).containsExactly("INV-1", "INV-2");
        assertThat(person.listedOn()).contains(LocalDate.of(2012, 12, 31));
        assertThat(person.addresses()).containsExactly("1 Chaff Lane, Nicosia");
        assertThat(person.gender()).isEqualTo("male");
        assertThat(person.positions()).containsExactly("Chief of Winnowing");
    }

    @Test
    void otherSchemataAreOtherKinds() {
        ListContent content = list.read();

        assertThat(content.entries())
                .extracting(Entry::kind)
                .containsExactly(EntryKind.PERSON, EntryKind.ORGANISATION, EntryKind.VESSEL);
        assertThat(content.entries().getLast().nationalities()).containsExactly("PA");
    }

    @Test
    void whatIsNotTheListIsRefusedWithItsLine() {
        list.refuses(new byte[0], "entities.ftm.json: the file is empty");
        list.refuses("{\"id\":\"\"", "{\"id\":\"xv-2\"", "line 6: has no id or no schema");
        list.refuses("xv-1", "xv-4", "line 8: its id is there twice: xv-1");
        list.refuses("\"flag\":\"pa\"", "\"flag\":[\"pa\"]", "line 8: property flag is not a list");
        list.refuses(
                "[1]",
                "{\"id\":\"own-1\",\"schema\":\"Ownership\","
                        + "\"properties\":{\"owner\":[\"xv-1\"],\"asset\":[\"xv-2\"]}}",
                "line 9: is not a");
        list.refuses("\"proper\":", "\"properties\":", "line 1: has no properties");
        list.refuses("[]},\"x\":[]}", "[\"Veldrana Trading\"]", "line 6: is not JSON");
        list.refuses(
                "{\"id\":\"a\",\"schema\":\"Address\",\"properties\":{}}"
                        .getBytes(StandardCharsets.UTF_8),
                "has no entries");
    }

    @Test
    void aPartyWithoutANameIsRefusedWithItsLine() {
        list.refuses(
                "\"caption\":\"\",\"schema\":\"Company\",\"properties\":{",
                "\"caption\":\"Veldrana Trading\",\"schema\":\"Company\","
                        + "\"properties\":{\"name\":[\"Veldrana Trading\"],",
                "line 6: has no name");
    }

    @Test
    void aFileThatIsCutOffWithinALineIsRefused() {
        String text = list.text();
        for (int end = 1; end < text.length(); end += 61) {
            char last = text.charAt(end - 1);
            if (last != '\n' && text.charAt(end) != '\n') {
                String cut = text.substring(0, end);
                list.refuses(
                        cut.getBytes(StandardCharsets.UTF_8),
                        "line " + cut.lines().count() + ": is not JSON");
            }
        }
    }

    @Test
    void aNestThatIsTooDeepIsRefused() {
        list.refuses("[".repeat(50_000), "[\"pa\"]", "line 8: is not JSON");
    }

    @Test
    void whatNoTextMayHaveIsRefusedWithItsLine() {
        list.refuses("To\\u0000lya", "Tolya", "line 1: has a character that no text may have");
        list.refuses("To\\ud800lya", "Tolya", "line 1: has a character that no text may have");
        list.refuses("xv-\\u00004", "xv-4", "line 8: has a character that no text may have");
        String whole = list.text().replace("Tolya", "To\\ud83d\\ude00lya");
        assertThat(list.read(whole).entries().getFirst().names())
                .extracting(ListedName::text)
                .contains("To\ud83d\ude00lya");
    }

    @Test
    void otherEncodingsAreRefused() {
        list.refuses(
                list.text().replace("Tolya", "Ren\u00e9e").getBytes(StandardCharsets.ISO_8859_1),
                "line 1: has bytes that are not UTF-8");
    }
}
