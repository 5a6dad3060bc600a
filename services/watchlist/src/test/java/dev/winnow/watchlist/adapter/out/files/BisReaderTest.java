package dev.winnow.watchlist.adapter.out.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.matching.EntryKind;
import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.ListContent;
import dev.winnow.watchlist.domain.ListFormat;
import dev.winnow.watchlist.domain.ListedName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BisReaderTest {
    @TempDir private Path folder;
    private Sample list = new Sample(Path.of(""), "", ListFormat.BIS);

    @BeforeEach
    void sample() {
        list = new Sample(folder, "dpl.txt", ListFormat.BIS);
    }

    @Test
    void rowsOfOneNameAreOneEntry() {
        ListContent content = list.read();

        assertThat(content.published()).contains(Instant.parse("2008-02-01T00:00:00Z"));
        assertThat(content.entries()).hasSize(2);
        Entry person = content.entries().getFirst();
        assertThat(person.kind()).isEqualTo(EntryKind.PERSON);
        assertThat(person.names())
                .containsExactly(
                        ListedName.primary("ANATOLY VORENKOV"),
                        new ListedName("TOLYA VORENKO", false));
        assertThat(person.addresses())
                .containsExactly(
                        "1 CHAFF LANE, LIMASSOL, CY, 3010", "2 GRAIN ROAD, DALLAS, TX, 75159");
        assertThat(person.countries()).containsExactly("CY");
        assertThat(person.listedOn()).contains(LocalDate.of(2003, 6, 19));
        assertThat(person.remarks()).contains("denied until 2056-06-29", "68 F.R. 1");
    }

    @Test
    void whatIsInBracketsIsAWeakAlias() {
        Entry company = list.read().entries().getLast();

        assertThat(company.kind()).isEqualTo(EntryKind.ORGANISATION);
        assertThat(company.names())
                .containsExactly(
                        ListedName.primary("VELDRANA TRADING CO."), new ListedName("VTC", true));
    }

    @Test
    void theNumberOfAnEntryDoesNotDependOnItsPlace() {
        String[] lines = list.text().split("\n", -1);
        String turned = lines[0] + "\n" + lines[3] + "\n" + lines[2] + "\n" + lines[1] + "\n";

        assertThat(list.read(turned).entries())
                .extracting(Entry::number)
                .containsExactlyInAnyOrderElementsOf(
                        list.read().entries().stream().map(Entry::number).toList())
                .allMatch(number -> number.matches("DPL-[0-9a-f]{12}"));
    }

    @Test
    void whatIsNotTheListIsRefusedWithItsLine() {
        list.refuses(new byte[0], "dpl.txt: the file is empty");
        list.refuses("Nom", "Name", "line 1: is not the header");
        list.refuses(",", "\t", "line 1");
        list.refuses(
                list.text().replace("\"", "").replace('\t', ',').getBytes(StandardCharsets.UTF_8),
                "line 1: has");
        list.refuses("\"TX\"", "\"TX\"\t\"\"", "line 3: has 11 columns instead of 12");
        list.refuses("", "VELDRANA TRADING CO. (VTC)", "line 4: its name is empty");
        list.refuses("1984/10/01", "01/10/1984", "line 4: its Effective_Date is not a day");
        list.refuses("02/30/2003", "06/19/2003", "line 2: its Effective_Date is not a day");
        String header = list.text().substring(0, list.text().indexOf('\n') + 1);
        list.refuses(header.getBytes(StandardCharsets.UTF_8), "has a header and no entries");
    }

    @Test
    void aFileThatIsCutOffWithinALineIsRefused() {
        String text = list.text();
        for (int end = text.indexOf('\n') + 2; end < text.length(); end += 13) {
            if (text.charAt(end - 1) != '\n') {
                list.refuses(text.substring(0, end).getBytes(StandardCharsets.UTF_8), "line ");
            }
        }
    }

    @Test
    void otherEncodingsAreRefused() {
        list.refuses(
                list.text().replace("TOLYA", "REN\u00c9E").getBytes(StandardCharsets.ISO_8859_1),
                "line 2: has bytes that are not UTF-8");
    }
}
