package dev.winnow.watchlist.adapter.out.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.matching.BirthDate;
import dev.winnow.matching.EntryKind;
import dev.winnow.matching.Identifier;
import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.ListContent;
import dev.winnow.watchlist.domain.RefusedListException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OwnCsvReaderTest {
    @TempDir private Path folder;

    @Test
    void columnsComeInAnyOrderAndMayBeLeftOut() throws IOException {
        ListContent content =
                read(
                        """
                        name,entry,kind,aliases,date_of_birth,countries,identifiers,programme,remarks
                        "Vorenkov, Anatoly",X-1,person,Anatoli Worenkov; Tolya V,1963-05-05;~1955,RU;cy,passport:A1234567:CY;99887766,INV,invented
                        Veldrana Trading,X-2,organisation,,,,,,
                        """);

        assertThat(content.entries()).hasSize(2);
        Entry entry = content.entries().getFirst();
        assertThat(entry.number()).isEqualTo("X-1");
        assertThat(entry.kind()).isEqualTo(EntryKind.PERSON);
        assertThat(entry.names())
                .extracting(name -> name.text())
                .containsExactly("Vorenkov, Anatoly", "Anatoli Worenkov", "Tolya V");
        assertThat(entry.birthDates())
                .extracting(BirthDate::toString)
                .containsExactly("1963-05-05", "~1955");
        assertThat(entry.countries()).containsExactly("RU", "CY");
        assertThat(entry.identifiers())
                .containsExactly(
                        new Identifier("passport", "A1234567", "CY"),
                        new Identifier("", "99887766", ""));

        assertThat(read("kind,name,entry\nvessel,Mirabelle,1\n").entries()).hasSize(1);
    }

    @Test
    void aFileThatMayBeCutOffInItsLastColumnIsRefused() throws IOException {
        String text = "entry,kind,name\n1,person,Anatoly Vorenkov\n2,person,Jagoda Penderecka\n";
        for (int end = 1; end < text.length(); end++) {
            String cut = text.substring(0, end);
            if (end == text.indexOf("2,")) {
                // Cut off between two lines it is a shorter list, which only its length tells.
                assertThat(read(cut).entries()).hasSize(1);
            } else {
                assertThatThrownBy(() -> read(cut)).isInstanceOf(RefusedListException.class);
            }
        }
        assertThatThrownBy(() -> read(text.strip()))
                .hasMessageStartingWith("list.csv line 3: is the last line and has no line break");
        assertThat(read(text.replace("\n", "\r\n")).entries()).hasSize(2);
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheHeader() throws IOException {
        assertThat(read("\uFEFFentry,kind,name\n1,person,Anatoly Vorenkov\n").entries()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "entry,kind,name,colour            | 1,person,A,red          | line 1: unknown"
                        + " column \"colour\"",
                "entry,kind                        | 1,person                | line 1: column name"
                        + " is missing",
                "entry,kind,name,name              | 1,person,A,B            | line 1: column name"
                        + " is there twice",
                "entry,kind,name                   | 1,person                | line 2: has 2"
                        + " columns, the header 3",
                "entry,kind,name                   | 1,person,A,B            | line 2: has 4"
                        + " columns, the header 3",
                "entry,kind,name                   | 1,human,A               | line 2: kind must be"
                        + " person",
                "entry,kind,name                   | 1,person,               | line 2: column name"
                        + " is empty",
                "entry,kind,name                   | ,person,A               | line 2: column entry"
                        + " is empty",
                "entry,kind,name,date_of_birth     | 1,person,A,5.5.1963     | line 2:"
                        + " date_of_birth must be like",
                "entry,kind,name,countries         | 1,person,A,Atlantis     | line 2: countries"
                        + " must be",
                "entry,kind,name,identifiers       | 1,person,A,a:b:GB:c     | line 2: identifiers"
                        + " must be like",
                "entry,kind,name,identifiers       | 1,person,A,passport::GB | line 2: identifiers"
                        + " must be like",
                "entry,kind,name,identifiers       | 1,person,A,p:A1:Moon    | line 2: an"
                        + " identifier's country",
            })
    void whatIsWrongIsSaidWithItsLine(String header, String row, String message) {
        assertThatThrownBy(() -> read(header + "\n" + row + "\n"))
                .isInstanceOf(RefusedListException.class)
                .message()
                .startsWith("list.csv " + message)
                .doesNotContain("\n");
    }

    @Test
    void lineNumbersCountLinesAndNotRecords() {
        String text =
                """
                entry,kind,name,remarks
                1,person,A,"two
                lines"
                1,person,B,
                """;

        assertThatThrownBy(() -> read(text)).hasMessage("list.csv line 4: entry 1 is there twice");
    }

    @Test
    void filesWithoutEntriesAreRefused() {
        assertThatThrownBy(() -> read("")).hasMessage("list.csv: the file is empty");
        assertThatThrownBy(() -> read("entry,kind,name\n"))
                .hasMessage("list.csv: has a header and no entries");
    }

    @Test
    void anUnclosedQuoteAndAnEndlessLineAreRefused() {
        assertThatThrownBy(() -> read("entry,kind,name\n1,person,\"A\n"))
                .isInstanceOf(RefusedListException.class)
                .message()
                .startsWith("list.csv")
                .contains("line 2");
        assertThatThrownBy(() -> read("entry,kind,name\n1,person," + "x".repeat(3 << 20) + "\n"))
                .isInstanceOf(RefusedListException.class)
                .message()
                .startsWith("list.csv")
                .doesNotContain("xxx");
    }

    @Test
    void onlyUtf8IsRead() throws IOException {
        Path file = folder.resolve("list.csv");
        Files.write(
                file,
                "entry,kind,name\n1,person,Ren\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> read(file))
                .hasMessage("list.csv line 2: has bytes that are not UTF-8");

        Files.write(file, "entry,kind,name\n1,person,A\n".getBytes(StandardCharsets.UTF_16LE));
        assertThatThrownBy(() -> read(file))
                .hasMessage("list.csv line 1: has zero bytes, so it is no text in UTF-8");
    }

    private ListContent read(String text) throws IOException {
        return read(Files.writeString(folder.resolve("list.csv"), text));
    }

    private ListContent read(Path file) {
        return new ListFileReader(List.of(folder), new FormatReaders(8 << 20, false))
                .read(file.toString(), Optional.empty());
    }
}
