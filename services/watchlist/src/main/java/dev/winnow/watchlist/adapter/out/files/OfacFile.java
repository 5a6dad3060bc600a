package dev.winnow.watchlist.adapter.out.files;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.winnow.watchlist.domain.RefusedListException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One of OFAC's files: no header, a fixed number of columns, {@code -0-} for empty, and at the end
 * often a line with the byte 0x1A.
 *
 * @param closed whether that last line is there
 */
record OfacFile(CsvFile csv, boolean closed, List<OfacFile.Row> rows) {
    private static final String END = "\u001A";
    private static final String EMPTY = "-0-";

    /** A line whose first column is an entry's number. */
    record Row(long line, String entry, List<String> fields) {}

    static OfacFile read(Path path, long maxBytes, int columns) throws RefusedListException {
        CsvFile csv = CsvFile.read(path, maxBytes);
        String text = csv.text();
        boolean closed = text.stripTrailing().endsWith(END);
        if (closed) {
            text = text.substring(0, text.lastIndexOf(END));
        }
        if (text.isBlank()) {
            throw RefusedListException.in(csv.name(), "the file is empty");
        }
        if (!text.endsWith("\n")) {
            throw csv.refusal(text.lines().count(), "ends within the line; the file is truncated");
        }
        List<Row> rows = new ArrayList<>();
        for (CsvRecord record : csv.withText(text).records(columns)) {
            rows.add(row(csv, record));
        }
        return new OfacFile(csv, closed, rows);
    }

    private static Row row(CsvFile csv, CsvRecord record) throws RefusedListException {
        List<String> fields = record.getFields().stream().map(OfacFile::value).toList();
        String entry = fields.getFirst();
        if (entry.isEmpty() || !entry.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw csv.refusal(
                    record.getStartingLineNumber(), "its first column is not an entry's number");
        }
        return new Row(record.getStartingLineNumber(), entry, fields);
    }

    private static String value(String field) {
        String value = field.strip();
        return value.equals(EMPTY) ? "" : value;
    }

    RefusedListException refusal(Row row, String reason) {
        return csv.refusal(row.line(), reason);
    }
}
