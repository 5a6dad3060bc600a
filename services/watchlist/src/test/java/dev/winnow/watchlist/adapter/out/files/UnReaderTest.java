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
import java.util.regex.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnReaderTest {
    @TempDir private Path folder;
    private Sample list = new Sample(Path.of(""), "", ListFormat.UN);

    @BeforeEach
    void sample() {
        list = new Sample(folder, "un.xml", ListFormat.UN);
    }

    @Test
    void anIndividualIsReadWithAllThatIsSaidOfIt() {
        ListContent content = list.read();

        assertThat(content.published()).contains(Instant.parse("2026-02-03T09:05:06.789Z"));
        assertThat(content.entries()).hasSize(2);
        Entry person = content.entries().getFirst();
        assertThat(person.number()).isEqualTo("XVi.001");
        assertThat(person.kind()).isEqualTo(EntryKind.PERSON);
        assertThat(person.names())
                .containsExactly(
                        ListedName.primary("ANATOLY SERGEYEVICH VORENKOV"),
                        ListedName.of("Анатолий Воренков", NameType.ORIGINAL_SCRIPT),
                        new ListedName("Anatoli Worenkov", false),
                        new ListedName("A. Vorenko", false),
                        new ListedName("Tolya", true));
        assertThat(person.birthDates())
                .extracting(BirthDate::toString)
                .containsExactly(
                        "~1955", "1963-05-05", "~1961", "1958-01-01/1959-12-31", "1964-08");
        assertThat(person.nationalities()).containsExactly("KP");
        assertThat(person.countries()).containsExactlyInAnyOrder("KP", "CY", "IR");
        assertThat(person.identifiers())
                .containsExactly(
                        new Identifier("Passport", "N 4455667", "CY"),
                        new Identifier("National Identification Number", "XD253038", ""));
        assertThat(person.places()).containsExactly("Chaffburg, Iran (Islamic Republic of)");
        assertThat(person.addresses()).containsExactly("1 Chaff Lane, Nicosia, Cyprus");
        assertThat(person.gender()).isEqualTo("male");
        assertThat(person.positions())
                .containsExactly("Colonel", "Chief of Winnowing", "Deputy of Chaff");
        assertThat(person.programmes()).containsExactly("Invented");
        assertThat(person.listedOn()).contains(LocalDate.of(2012, 12, 31));
        assertThat(person.remarks())
                .isEqualTo("Born: 30-35 years old. Invented, as everybody here.");
    }

    @Test
    void anEntityIsAnOrganisation() {
        Entry entity = list.read().entries().getLast();

        assertThat(entity.kind()).isEqualTo(EntryKind.ORGANISATION);
        assertThat(entity.names())
                .containsExactly(
                        ListedName.primary("VELDRANA TRADING & SONS"),
                        ListedName.of("Ostrevia Trading", NameType.FORMER),
                        new ListedName("VTS", false));
        assertThat(entity.countries()).containsExactly("MT");
    }

    @Test
    void aFileThatIsCutOffAnywhereIsRefusedWithItsLine() {
        String text = list.text();
        for (int end = text.indexOf("<INDIVIDUALS"); end < text.length() - 1; end += 97) {
            list.refuses(
                    text.substring(0, end).getBytes(StandardCharsets.UTF_8),
                    " line " + text.substring(0, end).lines().count());
        }
    }

    @Test
    void whatIsNotTheListIsRefused() {
        list.refuses(new byte[0], "un.xml: the file is empty");
        list.refuses(" \n".getBytes(StandardCharsets.UTF_8), "not well-formed");
        list.refuses("entry,kind\n1,person\n".getBytes(StandardCharsets.UTF_8), "line 1: is not");
        list.refuses("OTHER_LIST", "CONSOLIDATED_LIST", "line 2: the file is not the list");
        list.refuses("PEOPLE", "INDIVIDUALS", "line 3: has an element that is not known: PEOPLE");
        list.refuses(
                "<ENTITY_OLD>",
                "<ENTITY>",
                "line 38: has an element that is not known: ENTITIES/ENTITY_OLD");
    }

    @Test
    void anEntryWithoutNumberOrNameOrThereTwiceIsRefusedWithItsLine() {
        list.refuses("", "XVi.001 ", "line 4: an entry has no REFERENCE_NUMBER");
        list.refuses("XVi.001", "XVe.002", "line 38: entry XVi.001 is there twice");
        list.refuses("", "VELDRANA TRADING &amp; SONS", "line 38: entry XVe.002 has an empty name");
    }

    @Test
    void halfOfTheListIsRefused() {
        String text = list.text();
        String without =
                text.substring(0, text.indexOf("<ENTITY>"))
                        + text.substring(text.indexOf("</ENTITIES>"));

        list.refuses(without.getBytes(StandardCharsets.UTF_8), "has no ENTITIES");
    }

    @Test
    void aDateThatIsNoneOfTheHeaderIsRefusedAndOneOfAPersonDoesNoHarm() {
        list.refuses("yesterday", "2026-02-03T04:05:06.789-05:00", "dateGenerated is not a time");
        assertThat(list.read(list.text().replace("1963-05-05", "05/05/63")).entries()).hasSize(2);
    }

    @Test
    void otherEncodingsAreRefused() {
        byte[] latin =
                list.text().replace("Tolya", "Ren\u00e9e").getBytes(StandardCharsets.ISO_8859_1);
        list.refuses(latin, "line 22: has bytes that are not UTF-8");
        list.refuses(list.text().getBytes(StandardCharsets.UTF_16), "has bytes that are not UTF-8");
        list.refuses("ISO-8859-1", "UTF-8", "line 1: declares the encoding ISO-8859-1");
    }

    @Test
    void entitiesAndDocumentTypesAreRefusedBeforeTheyDoAnything() {
        String bomb =
                "<!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
                        + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
        String outside = "<!DOCTYPE l [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>";
        for (String type : new String[] {bomb, outside, "<!DOCTYPE l SYSTEM \"http://[::1]/x\">"}) {
            String text =
                    list.text().replaceFirst("<CONS", Matcher.quoteReplacement(type) + "<CONS");
            list.refuses(text.getBytes(StandardCharsets.UTF_8), "has a document type (DTD)");
        }
        list.refuses("&x;", "Tolya", "line 22: is not well-formed XML");
    }

    @Test
    void anEntryWithoutEndIsRefused() {
        list.refuses("<A>".repeat(40), "<TITLE>", "has too many elements in one entry");
        list.refuses("<A/>".repeat(20_000) + "<TITLE>", "<TITLE>", "has too many elements");
    }
}
