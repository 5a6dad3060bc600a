package dev.winnow.benchmarks.duplicates;

import dev.winnow.velocity.domain.Document;
import dev.winnow.velocity.domain.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The invented persons of FEBRL's data sets. Those of one number are one person. */
final class Persons {
    private static final int COLUMNS = 11;

    private Persons() {}

    /**
     * One record.
     *
     * @param number of the person it is about
     */
    record Entry(String number, Profile profile) {}

    /**
     * @param documents whether the records' document numbers are taken as well
     */
    static List<Entry> read(Path file, boolean documents) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
            List<String> fields = Stream.of(line.split(",", -1)).map(String::strip).toList();
            if (fields.size() != COLUMNS) {
                throw new IOException(file + " has a line of " + fields.size() + " columns");
            }
            entries.add(new Entry(fields.getFirst().split("-", -1)[1], profile(fields, documents)));
        }
        return entries;
    }

    private static Profile profile(List<String> fields, boolean documents) {
        String number = fields.getLast();
        return new Profile(
                true,
                text(fields.subList(1, 3)),
                date(fields.get(9)),
                documents && !number.isEmpty() ? new Document("", number, "AU") : null,
                null,
                null,
                text(fields.subList(3, 9)));
    }

    private static String text(List<String> fields) {
        return fields.stream().filter(f -> !f.isEmpty()).collect(Collectors.joining(" "));
    }

    private static @Nullable LocalDate date(String digits) {
        try {
            int date = Integer.parseInt(digits);
            return LocalDate.of(date / 10_000, date / 100 % 100, date % 100);
        } catch (NumberFormatException | DateTimeException e) {
            return null; // an error of the sort that the data is made for
        }
    }
}
