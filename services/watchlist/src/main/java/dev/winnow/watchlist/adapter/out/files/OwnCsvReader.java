package dev.winnow.watchlist.adapter.out.files;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.winnow.matching.BirthDate;
import dev.winnow.matching.EntryKind;
import dev.winnow.matching.Identifier;
import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.EntryBuilder;
import dev.winnow.watchlist.domain.ListContent;
import dev.winnow.watchlist.domain.RefusedListException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads Winnow's own CSV; the README of the service documents it. */
final class OwnCsvReader {
    private static final List<String> COLUMNS =
            List.of(
                    "entry",
                    "kind",
                    "name",
                    "aliases",
                    "weak_aliases",
                    "date_of_birth",
                    "nationalities",
                    "countries",
                    "identifiers",
                    "gender",
                    "places_of_birth",
                    "addresses",
                    "programme",
                    "remarks");
    private static final List<String> REQUIRED = List.of("entry", "kind", "name");

    private final long maxFileBytes;

    OwnCsvReader(long maxFileBytes) {
        this.maxFileBytes = maxFileBytes;
    }

    ListContent read(Path path) throws RefusedListException {
        CsvFile file = CsvFile.read(path, maxFileBytes);
        List<CsvRecord> records = file.records();
        if (records.isEmpty()) {
            throw RefusedListException.in(file.name(), "the file is empty");
        }
        Map<String, Integer> columns = header(file, records.getFirst());
        List<Entry> entries = new ArrayList<>(records.size());
        Set<String> numbers = new HashSet<>();
        for (CsvRecord record : records.subList(1, records.size())) {
            if (record.getFieldCount() != columns.size()) {
                throw file.refusal(
                        record.getStartingLineNumber(),
                        "has " + record.getFieldCount() + " columns, the header " + columns.size());
            }
            Entry entry = new Row(file, record, columns).entry();
            if (!numbers.add(entry.number())) {
                throw file.refusal(
                        record.getStartingLineNumber(),
                        "entry " + entry.number() + " is there twice");
            }
            entries.add(entry);
        }
        if (entries.isEmpty()) {
            throw RefusedListException.in(file.name(), "has a header and no entries");
        }
        requireEnd(file, records.getLast());
        return new ListContent(Checksum.of(List.of(file.bytes())), entries);
    }

    /** A file that was cut off in its last column looks like a whole one, but for this. */
    private static void requireEnd(CsvFile file, CsvRecord last) throws RefusedListException {
        if (!file.text().endsWith("\n") && !file.text().endsWith("\r")) {
            throw file.refusal(
                    last.getStartingLineNumber(),
                    "is the last line and has no line break at its end; the file may be truncated"
                            + " (end the line when it is not)");
        }
    }

    private static Map<String, Integer> header(CsvFile file, CsvRecord record)
            throws RefusedListException {
        long line = record.getStartingLineNumber();
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < record.getFieldCount(); i++) {
            String name = record.getField(i).strip().toLowerCase(Locale.ROOT);
            if (!COLUMNS.contains(name)) {
                throw file.refusal(
                        line,
                        "unknown column "
                                + quoted(name)
                                + "; known are "
                                + String.join(",", COLUMNS));
            }
            if (columns.put(name, i) != null) {
                throw file.refusal(line, "column " + name + " is there twice");
            }
        }
        for (String name : REQUIRED) {
            if (!columns.containsKey(name)) {
                throw file.refusal(line, "column " + name + " is missing");
            }
        }
        return columns;
    }

    private static String quoted(String text) {
        return "\"" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "\"";
    }

    /** One line, read by the names of its columns. */
    private record Row(CsvFile file, CsvRecord record, Map<String, Integer> columns) {

        Entry entry() throws RefusedListException {
            EntryBuilder entry =
                    EntryBuilder.of(required("entry"), kind(), required("name"))
                            .gender(text("gender"))
                            .programme(text("programme"))
                            .remark(text("remarks"));
            list("aliases").forEach(entry::alias);
            list("weak_aliases").forEach(entry::weakAlias);
            birthDates().forEach(entry::birthDate);
            countries("nationalities").forEach(entry::nationality);
            countries("countries").forEach(entry::country);
            identifiers().forEach(entry::identifier);
            list("places_of_birth").forEach(entry::place);
            list("addresses").forEach(entry::address);
            return entry.build();
        }

        private EntryKind kind() throws RefusedListException {
            return switch (required("kind").toLowerCase(Locale.ROOT)) {
                case "person" -> EntryKind.PERSON;
                case "organisation" -> EntryKind.ORGANISATION;
                case "vessel" -> EntryKind.VESSEL;
                case "aircraft" -> EntryKind.AIRCRAFT;
                default -> throw refusal("kind must be person, organisation, vessel or aircraft");
            };
        }

        private List<BirthDate> birthDates() throws RefusedListException {
            List<BirthDate> dates = new ArrayList<>();
            for (String text : list("date_of_birth")) {
                dates.add(
                        BirthDate.parse(text)
                                .orElseThrow(() ->
                                        refusal(
                                                "date_of_birth must be like 1963-05-05,"
                                                        + " 1963-05, 1963, ~1963 or"
                                                        + " 1960/1965")));
            }
            return dates;
        }

        private List<String> countries(String column) throws RefusedListException {
            List<String> countries = new ArrayList<>();
            for (String text : list(column)) {
                countries.add(
                        Countries.code(text)
                                .orElseThrow(() ->
                                        refusal(
                                                column
                                                        + " must be ISO 3166-1 alpha-2"
                                                        + " codes, as in GB")));
            }
            return countries;
        }

        private List<Identifier> identifiers() throws RefusedListException {
            List<Identifier> identifiers = new ArrayList<>();
            for (String text : list("identifiers")) {
                String[] parts = text.split(":", -1);
                if (parts.length > 3 || parts[parts.length == 1 ? 0 : 1].isBlank()) {
                    throw refusal(
                            "identifiers must be like X1234567, passport:X1234567 or"
                                    + " passport:X1234567:GB");
                }
                identifiers.add(
                        new Identifier(
                                parts.length == 1 ? "" : parts[0].strip(),
                                parts[parts.length == 1 ? 0 : 1].strip(),
                                parts.length == 3 ? country(parts[2]) : ""));
            }
            return identifiers;
        }

        private String country(String text) throws RefusedListException {
            return Countries.code(text)
                    .orElseThrow(() -> refusal("an identifier's country must be a code, as in GB"));
        }

        private String required(String column) throws RefusedListException {
            String text = text(column);
            if (text.isEmpty()) {
                throw refusal("column " + column + " is empty");
            }
            return text;
        }

        private List<String> list(String column) {
            return Arrays.stream(text(column).split(";", -1))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .toList();
        }

        private String text(String column) {
            Integer index = columns.get(column);
            return index == null ? "" : record.getField(index).strip();
        }

        private RefusedListException refusal(String reason) {
            return file.refusal(record.getStartingLineNumber(), reason);
        }
    }
}
