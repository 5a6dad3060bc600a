package dev.winnow.watchlist.adapter.out.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.matching.BirthDate;
import dev.winnow.matching.EntryKind;
import dev.winnow.matching.Identifier;
import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.ListContent;
import dev.winnow.watchlist.domain.ListedName;
import dev.winnow.watchlist.domain.RefusedListException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files laid out as OFAC's, with invented parties. */
final class OfacReaderTest {
    private static final String EMPTY = ",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ";
    private static final String SDN =
            "7,\"VELDRANA TRADING CO.\",-0- ,\"INV1\""
                    + EMPTY
                    + ",-0- \r\n"
                    + "11,\"VORENKOV, Anatoly\",\"individual\",\"INV1] [INV2\""
                    + EMPTY
                    + ",\"DOB 05 May 1963; alt. DOB circa 1955; POB Nowhere, Cyprus; nationality"
                    + " Russia; Gender Male; Passport A1234567 (Cyprus); National ID No. 660000"
                    + " 73767 (Belgium); a.k.a. 'THE WIN\"\r\n"
                    + "12,\"MIRABELLE STAR\",\"vessel\",\"INV2\",-0- ,-0- ,\"Tanker\",-0- ,-0-"
                    + " ,\"Panama\",-0- ,\"Vessel Registration Identification IMO 9999993.\"\r\n"
                    + "\u001A";
    private static final String ALT =
            "11,1,\"aka\",\"WORENKOV, Anatoli\",-0- \r\n7,2,\"fka\",\"VELDRANA\",-0- \r\n\u001A";
    private static final String ADD =
            "7,1,\"1, Invented Street\",\"Nowhere 123\",\"Korea, North\",-0- \r\n"
                    + "11,2,-0- ,-0- ,-0- ,-0- \r\n\u001A";
    private static final String COMMENTS = "11,\"NOWER'; Linked To: VELDRANA.\"\r\n";

    @TempDir private Path folder;

    @BeforeEach
    void write() throws IOException {
        write("sdn.csv", SDN);
        write("alt.csv", ALT);
        write("add.csv", ADD);
        write("sdn_comments.csv", COMMENTS);
    }

    @Test
    void everythingIsReadFromTheFiles() {
        ListContent content = read();

        assertThat(content.entries()).extracting(Entry::number).containsExactly("7", "11", "12");
        assertThat(content.entries())
                .extracting(Entry::kind)
                .containsExactly(EntryKind.ORGANISATION, EntryKind.PERSON, EntryKind.VESSEL);
        Entry person = content.entries().get(1);
        assertThat(person.names())
                .containsExactly(
                        ListedName.primary("VORENKOV, Anatoly"),
                        new ListedName("WORENKOV, Anatoli", false),
                        new ListedName("THE WINNOWER", true));
        assertThat(person.birthDates())
                .extracting(BirthDate::toString)
                .containsExactly("1963-05-05", "~1955");
        assertThat(person.countries()).containsExactly("RU");
        assertThat(person.gender()).isEqualTo("male");
        assertThat(person.places()).containsExactly("Nowhere, Cyprus");
        assertThat(person.programmes()).containsExactly("INV1", "INV2");
        assertThat(person.addresses()).isEmpty();
        assertThat(person.identifiers())
                .containsExactly(
                        new Identifier("Passport", "A1234567", "CY"),
                        new Identifier("National ID No.", "660000 73767", "BE"));
        Entry company = content.entries().getFirst();
        assertThat(company.addresses())
                .containsExactly("1, Invented Street, Nowhere 123, Korea, North");
        assertThat(company.countries()).containsExactly("KP");
        Entry vessel = content.entries().getLast();
        assertThat(vessel.countries()).containsExactly("PA");
        assertThat(vessel.identifiers())
                .containsExactly(
                        new Identifier("Vessel Registration Identification", "IMO 9999993", ""));
        assertThat(content.names()).isEqualTo(6);
        assertThat(content.checksum()).matches("[0-9a-f]{64}");
    }

    @Test
    void theCommentsMayBeMissing() throws IOException {
        Files.delete(folder.resolve("sdn_comments.csv"));

        assertThat(read().entries()).hasSize(3);
    }

    @Test
    void theConsolidatedListHasOtherFileNames() throws IOException {
        Files.move(folder.resolve("sdn.csv"), folder.resolve("cons_prim.csv"));
        Files.move(folder.resolve("alt.csv"), folder.resolve("cons_alt.csv"));
        Files.move(folder.resolve("add.csv"), folder.resolve("cons_add.csv"));
        Files.move(folder.resolve("sdn_comments.csv"), folder.resolve("cons_comments.csv"));

        assertThat(read().entries()).hasSize(3);
    }

    @Test
    void filesWithoutTheEndMarkAreTakenWhenNoneHasIt() throws IOException {
        write("sdn.csv", SDN.replace("\u001A", ""));
        write("alt.csv", ALT.replace("\u001A", ""));
        write("add.csv", ADD.replace("\u001A", ""));

        assertThat(read().entries()).hasSize(3);
    }

    @Test
    void aFileWithoutTheEndMarkOfItsSiblingsIsCutOff() throws IOException {
        write("alt.csv", ALT.substring(0, ALT.indexOf('\n') + 1));

        refused("alt.csv line 1: is the last line, without the end mark (0x1A)");
    }

    @Test
    void aFileThatEndsWithinALineIsCutOff() throws IOException {
        write("sdn.csv", SDN.substring(0, SDN.length() - 30));

        refused("sdn.csv line 3: ends within the line; the file is truncated");
    }

    @Test
    void aQuoteThatIsNeverClosedIsRefusedWithItsLine() throws IOException {
        write("alt.csv", "7,1,\"aka\",\"VELDRANA\",-0- \r\n7,2,\"aka\",\"VELDRANA,-0- \r\n");

        refused("alt.csv", "line 2");
    }

    @Test
    void anotherNumberOfColumnsIsRefusedWithItsLine() throws IOException {
        write("sdn.csv", SDN.replace(",\"Panama\"", ""));
        refused("sdn.csv line 3: has 11 columns instead of 12");

        write("sdn.csv", SDN);
        write("alt.csv", "7,1,\"aka\",\"VELDRANA\"\r\n\u001A");
        refused("alt.csv line 1: has 4 columns instead of 5");
    }

    @Test
    void anUnknownEntryIsRefusedWithItsLineUnlessToldToSkipIt() throws IOException {
        write("alt.csv", ALT.replace("7,2", "8,2"));

        refused("alt.csv line 2: names entry 8, which is not on the list");
        assertThat(
                        new ListFileReader(List.of(folder), new FormatReaders(1 << 20, true))
                                .read(folder.toString(), Optional.empty())
                                .names())
                .isEqualTo(5);

        write("alt.csv", ALT);
        write("add.csv", ADD.replace("11,2", "8,2"));
        refused("add.csv line 2: names entry 8");

        write("add.csv", ADD);
        write("sdn_comments.csv", COMMENTS.replace("11,", "8,"));
        refused("sdn_comments.csv line 1: names entry 8");
    }

    @Test
    void anEntryThatIsThereTwiceIsRefusedWithItsLine() throws IOException {
        write("sdn.csv", SDN.replace("12,\"MIRA", "11,\"MIRA"));

        refused("sdn.csv line 3: entry 11 is there twice");
    }

    @Test
    void emptyFilesAndMissingOnesAreRefused() throws IOException {
        write("alt.csv", "");
        refused("alt.csv: the file is empty");

        write("alt.csv", "\u001A");
        refused("alt.csv: the file is empty");

        Files.delete(folder.resolve("alt.csv"));
        refused("alt.csv: there is no such file");
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWithTheirLine() throws IOException {
        Files.write(
                folder.resolve("sdn.csv"),
                SDN.replace("MIRABELLE", "MIRÁBELLE").getBytes(StandardCharsets.ISO_8859_1));

        refused("sdn.csv line 3: has bytes that are not UTF-8");
    }

    @Test
    void unknownTypesEmptyNamesAndEntriesWithoutNumberAreRefused() throws IOException {
        write("sdn.csv", SDN.replace("\"vessel\"", "\"submarine\""));
        refused("sdn.csv line 3: its type is none of");

        write("sdn.csv", SDN.replace("\"MIRABELLE STAR\"", "-0- "));
        refused("sdn.csv line 3: entry 12 has an empty name");

        write("sdn.csv", SDN.replace("12,\"MIRA", "12a,\"MIRA"));
        refused("sdn.csv line 3: its first column is not an entry's number");
    }

    @Test
    void aFileBeyondTheLimitIsRefused() {
        ListFileReader reader = new ListFileReader(List.of(folder), new FormatReaders(100, false));

        assertThatThrownBy(() -> reader.read(folder.toString(), Optional.empty()))
                .isInstanceOf(RefusedListException.class)
                .hasMessage("sdn.csv: is larger than the limit of 100 bytes");
    }

    private void refused(String... parts) {
        assertThatThrownBy(this::read)
                .isInstanceOf(RefusedListException.class)
                .message()
                .contains(parts)
                .doesNotContain("\n");
    }

    private ListContent read() {
        return new ListFileReader(List.of(folder), new FormatReaders(1 << 20, false))
                .read(folder.toString(), Optional.empty());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
