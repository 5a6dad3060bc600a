package dev.winnow.benchmarks.watchlist;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.winnow.watchlist.adapter.out.files.FormatReaders;
import dev.winnow.watchlist.adapter.out.files.ListFileReader;
import dev.winnow.watchlist.domain.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The lists and names to measure with: published ones, where there is a folder of them, and
 * invented ones otherwise.
 *
 * @param listed entries of OFAC's SDN list and of the United Nations' list, or invented
 * @param unlisted persons who are on no list
 * @param real whether these are published lists
 */
record ListData(Path folder, List<Entry> listed, List<Unlisted> unlisted, boolean real) {
    /**
     * A person who is on no list.
     *
     * @param countries ISO 3166-1 alpha-2
     */
    record Unlisted(String name, Optional<LocalDate> born, List<String> countries) {}

    /** From the countries' names in English. */
    private static final Map<String, String> COUNTRIES =
            Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).stream()
                    .collect(
                            Collectors.toMap(
                                    code -> Locale.of("", code).getDisplayCountry(Locale.ENGLISH),
                                    code -> code));

    private static final int INVENTED_NAMES = 8_000;
    private static final int UNLISTED = 4_000;
    private static final long LARGEST_FILE = 256L << 20;

    static ListData in(Path folder) throws IOException {
        Path real = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(real.resolve("ofac"))) {
            Inventor inventor = new Inventor(1);
            List<Entry> entries = inventor.entries(INVENTED_NAMES);
            Inventor others = new Inventor(2);
            List<Unlisted> names = new ArrayList<>();
            for (int i = 0; i < UNLISTED; i++) {
                names.add(new Unlisted(others.person(), Optional.empty(), List.of()));
            }
            return new ListData(real, entries, names, false);
        }
        ListFileReader reader =
                new ListFileReader(List.of(real), new FormatReaders(LARGEST_FILE, true));
        List<Entry> entries = new ArrayList<>(read(reader, real.resolve("ofac")));
        try (var files = Files.list(real.resolve("un"))) {
            Path newest = files.sorted().reduce((a, b) -> b).orElseThrow();
            entries.addAll(read(reader, newest));
        }
        List<Unlisted> names =
                rows(real.resolve("persons/unlisted_us.csv")).stream()
                        .map(ListData::unlisted)
                        .toList();
        return new ListData(real, entries, names, true);
    }

    private static Unlisted unlisted(NamedCsvRecord row) {
        String born = row.getField("date_of_birth");
        return new Unlisted(
                row.getField("full_name"),
                born.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(born)),
                Optional.ofNullable(COUNTRIES.get(row.getField("nationality"))).stream().toList());
    }

    private static List<Entry> read(ListFileReader reader, Path path) {
        return reader.read(path.toString(), Optional.empty()).entries();
    }

    static List<NamedCsvRecord> rows(Path file) throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            return reader.stream().toList();
        }
    }
}
