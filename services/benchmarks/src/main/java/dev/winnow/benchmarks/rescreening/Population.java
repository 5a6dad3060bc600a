package dev.winnow.benchmarks.rescreening;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.winnow.benchmarks.watchlist.Inventor;
import dev.winnow.contracts.PartyKind;
import dev.winnow.contracts.applications.ApplicationForm;
import dev.winnow.matching.EntryKind;
import dev.winnow.watchlist.adapter.out.files.FormatReaders;
import dev.winnow.watchlist.adapter.out.files.ListFileReader;
import dev.winnow.watchlist.domain.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Two versions of a list, and who applies: the parties that only one version has, some that both
 * have, and persons who are on none.
 *
 * @param real whether these are published lists
 */
record Population(Path older, Path newer, List<ApplicationForm> forms, boolean real) {
    /** Of the parties that both versions have. */
    private static final int OF_BOTH = 300;

    private static final int INVENTED = 1_000;
    private static final int MOVED = 150;
    private static final long LARGEST_FILE = 256L << 20;

    /**
     * @param data folder with published lists; invented ones are made without it
     * @param work folder that the lists are copied to
     */
    static Population in(Path data, Path work, int size) throws IOException {
        Path published = data.toAbsolutePath().normalize().resolve("un");
        boolean real = Files.isDirectory(published);
        Path older = work.resolve(real ? "older.xml" : "older.csv");
        Path newer = work.resolve(real ? "newer.xml" : "newer.csv");
        if (real) {
            try (var files = Files.list(published)) {
                List<Path> versions = files.sorted().toList();
                Files.copy(versions.getFirst(), older);
                Files.copy(versions.getLast(), newer);
            }
        } else {
            invent(older, newer);
        }
        List<ApplicationForm> forms = new ArrayList<>(listed(work, older, newer, size / 4));
        others(data.resolve("persons/unlisted_us.csv"), size, forms);
        return new Population(older, newer, forms, real);
    }

    /** Some are taken off, as many are new. */
    private static void invent(Path older, Path newer) throws IOException {
        Inventor inventor = new Inventor(7);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < INVENTED + MOVED; i++) {
            lines.add("%d,person,%s".formatted(i, inventor.person()));
        }
        String header = "entry,kind,name\n";
        Files.writeString(older, header + String.join("\n", lines.subList(0, INVENTED)) + "\n");
        Files.writeString(
                newer, header + String.join("\n", lines.subList(MOVED, lines.size())) + "\n");
    }

    private static List<ApplicationForm> listed(Path work, Path older, Path newer, int most) {
        ListFileReader reader =
                new ListFileReader(List.of(work), new FormatReaders(LARGEST_FILE, true));
        Map<String, Entry> before = byNumber(reader, older);
        Map<String, Entry> after = byNumber(reader, newer);
        Set<String> numbers = new LinkedHashSet<>();
        before.keySet().stream().filter(n -> !after.containsKey(n)).forEach(numbers::add);
        after.keySet().stream().filter(n -> !before.containsKey(n)).forEach(numbers::add);
        before.keySet().stream().filter(after::containsKey).limit(OF_BOTH).forEach(numbers::add);
        List<ApplicationForm> forms = new ArrayList<>();
        for (String number : numbers.stream().limit(most).toList()) {
            Entry entry = Objects.requireNonNull(before.getOrDefault(number, after.get(number)));
            forms.add(listed(forms.size(), entry));
        }
        return forms;
    }

    private static Map<String, Entry> byNumber(ListFileReader reader, Path file) {
        Map<String, Entry> entries = new HashMap<>();
        reader.read(file.toString(), Optional.empty())
                .entries()
                .forEach(entry -> entries.put(entry.number(), entry));
        return entries;
    }

    private static ApplicationForm listed(int index, Entry entry) {
        boolean person = entry.kind() == EntryKind.PERSON;
        LocalDate born =
                entry.birthDates().stream()
                        .filter(date -> date.earliest().equals(date.latest()))
                        .map(date -> date.earliest())
                        .findFirst()
                        .orElse(null);
        return form(
                "listed-" + index,
                person ? PartyKind.PERSON : PartyKind.ORGANISATION,
                entry.names().getFirst().text(),
                born,
                entry.countries().stream().findFirst().orElse("GB"));
    }

    private static void others(Path persons, int size, List<ApplicationForm> forms)
            throws IOException {
        if (Files.isRegularFile(persons)) {
            try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(persons)) {
                for (NamedCsvRecord row : rows) {
                    if (forms.size() >= size) {
                        return;
                    }
                    String born = row.getField("date_of_birth");
                    forms.add(
                            other(
                                    forms.size(),
                                    row.getField("full_name"),
                                    born.isEmpty() ? null : LocalDate.parse(born)));
                }
            }
        }
        Inventor inventor = new Inventor(8);
        while (forms.size() < size) {
            forms.add(other(forms.size(), inventor.person(), null));
        }
    }

    private static ApplicationForm other(int index, String name, @Nullable LocalDate born) {
        return form("other-" + index, PartyKind.PERSON, name, born, "US");
    }

    private static ApplicationForm form(
            String reference,
            PartyKind kind,
            String name,
            @Nullable LocalDate born,
            String country) {
        return new ApplicationForm(
                reference,
                kind,
                name,
                born,
                country,
                // Nothing is missing, so that who is on no list is approved.
                kind == PartyKind.PERSON ? "driving-licence" : "registration",
                "BENCH-" + reference,
                country,
                null,
                null,
                null,
                country,
                kind == PartyKind.PERSON ? "current-account" : "business-account",
                null,
                null);
    }
}
