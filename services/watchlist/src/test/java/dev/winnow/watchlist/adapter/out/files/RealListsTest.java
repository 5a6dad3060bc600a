package dev.winnow.watchlist.adapter.out.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.ListContent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lists as they were published, from the folder that {@code -Dwatchlist.lists} names; skipped
 * without it.
 */
final class RealListsTest {
    private static final String FOLDER = System.getProperty("watchlist.lists", "");

    @ParameterizedTest
    @CsvSource({
        "un/un-2020-11-30.xml, 1018",
        "un/un-2026-02-27.xml, 1003",
        "bis/dpl.txt, 459",
        "ofac, 8976",
        "ofac-nonsdn, 442"
    })
    void aPublishedListIsReadWhole(String path, int entries) {
        ListContent content = read(path);

        assertThat(content.entries()).hasSize(entries);
        assertThat(content.published()).isPresent();
    }

    @Test
    void theListOfTheUnitedNationsIsReadWithItsDatesAndCountries() {
        List<Entry> entries = read("un/un-2026-02-27.xml").entries();

        assertThat(entries.stream().flatMap(e -> e.names().stream()).count()).isGreaterThan(4000);
        assertThat(entries.stream().filter(e -> !e.birthDates().isEmpty()).count())
                .isGreaterThan(660);
        assertThat(entries.stream().filter(e -> !e.nationalities().isEmpty()).count())
                .isGreaterThan(600);
        assertThat(entries.stream().flatMap(e -> e.identifiers().stream()).count())
                .isGreaterThan(430);
    }

    private static ListContent read(String path) {
        assumeThat(FOLDER).as("-Dwatchlist.lists").isNotEmpty();
        Path file = Path.of(FOLDER, path).toAbsolutePath();
        assumeThat(Files.exists(file)).as("%s", file).isTrue();
        return new ListFileReader(List.of(file), new FormatReaders(256 << 20, true))
                .read(file.toString(), Optional.empty());
    }
}
