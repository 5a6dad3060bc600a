package dev.winnow.cli.input;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.winnow.cli.input.FormBuilder.BadValueException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of a CSV file (RFC 4180, a header first). */
final class CsvRows implements RowReader {
    private final String file;
    private final FormRules rules;
    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final Map<String, Integer> columns;
    private final int width;

    CsvRows(String file, Reader text, int maxRecordChars, FormRules rules) throws InputException {
        this.file = file;
        this.rules = rules;
        this.reader =
                CsvReader.builder()
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .maxBufferSize(maxRecordChars)
                        .ofCsvRecord(text);
        this.records = reader.iterator();
        CsvRecord header = nextRecord();
        if (header == null) {
            throw InputException.badContent(file + " is empty");
        }
        this.width = header.getFieldCount();
        this.columns = columns(header);
    }

    @Override
    public @Nullable Row next() throws InputException {
        CsvRecord csv = nextRecord();
        return csv == null ? null : row(csv);
    }

    private Row row(CsvRecord csv) {
        long line = csv.getStartingLineNumber();
        if (csv.getFieldCount() != width) {
            return new Row.Bad(
                    line, "has " + csv.getFieldCount() + " fields, the header has " + width);
        }
        try {
            var form = new FormBuilder(column -> value(csv, column)).build();
            return rules.problem(form)
                    .<Row>map(problem -> new Row.Bad(line, problem))
                    .orElseGet(() -> new Row.Usable(line, form));
        } catch (BadValueException e) {
            return new Row.Bad(line, String.valueOf(e.getMessage()));
        }
    }

    private @Nullable String value(CsvRecord csv, String column) {
        Integer place = columns.get(column);
        if (place == null) {
            return null;
        }
        String text = csv.getField(place).strip();
        return text.isEmpty() ? null : text;
    }

    private Map<String, Integer> columns(CsvRecord header) throws InputException {
        Map<String, Integer> places = new HashMap<>();
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            String column = header.getField(i).strip().toLowerCase(Locale.ROOT);
            if (!FormBuilder.COLUMNS.contains(column)) {
                unknown.add(column.isEmpty() ? "(empty)" : brief(column));
            } else if (places.put(column, i) != null) {
                throw wrongHeader("has the column " + column + " twice");
            }
        }
        if (!unknown.isEmpty()) {
            throw wrongHeader(
                    "has unknown columns: "
                            + String.join(", ", unknown.subList(0, Math.min(5, unknown.size()))));
        }
        for (String column : FormBuilder.REQUIRED) {
            if (!places.containsKey(column)) {
                throw wrongHeader("has no column " + column);
            }
        }
        return places;
    }

    private InputException wrongHeader(String problem) {
        return InputException.badContent(
                file
                        + ": the header "
                        + problem
                        + "; the columns are "
                        + String.join(",", FormBuilder.COLUMNS));
    }

    /** The header may be anything, also what no terminal should be shown. */
    private static String brief(String column) {
        String shown = column.replaceAll("\\p{Cntrl}", "?");
        return shown.length() <= 40 ? shown : shown.substring(0, 40) + "…";
    }

    private @Nullable CsvRecord nextRecord() throws InputException {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (UncheckedIOException e) {
            throw Problems.unreadable(file, e.getCause());
        } catch (CsvParseException e) {
            throw Problems.notCsv(file, e);
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
