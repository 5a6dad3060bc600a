package dev.winnow.watchlist.adapter.out.files;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.winnow.watchlist.domain.RefusedListException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A whole CSV file in memory. */
final class CsvFile {
    /** A longer field is no list's, but a file without line ends. */
    private static final int LONGEST_FIELD = 1 << 20;

    private final ListFile file;
    private final String text;
    private final char separator;

    private CsvFile(ListFile file, String text, char separator) {
        this.file = file;
        this.text = text;
        this.separator = separator;
    }

    static CsvFile read(Path path, long maxBytes) throws RefusedListException {
        ListFile file = ListFile.read(path, maxBytes);
        return new CsvFile(file, file.text(), ',');
    }

    /** For messages, without the folder. */
    String name() {
        return file.name();
    }

    /** As they are in the file; not a copy. */
    byte[] bytes() {
        return file.bytes();
    }

    /** Decoded, without byte order mark. */
    String text() {
        return text;
    }

    CsvFile withText(String other) {
        return new CsvFile(file, other, separator);
    }

    /** Read with tabs instead of commas. */
    CsvFile tabbed() {
        return new CsvFile(file, text, '\t');
    }

    RefusedListException refusal(long line, String reason) {
        return file.refusal(line, reason);
    }

    /** Every record with exactly that many columns. */
    List<CsvRecord> records(int columns) throws RefusedListException {
        List<CsvRecord> records = records();
        for (CsvRecord record : records) {
            if (record.getFieldCount() != columns) {
                throw refusal(
                        record.getStartingLineNumber(),
                        "has " + record.getFieldCount() + " columns instead of " + columns);
            }
        }
        return records;
    }

    List<CsvRecord> records() throws RefusedListException {
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder()
                        .fieldSeparator(separator)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .ofCsvRecord(text)) {
            List<CsvRecord> records = reader.stream().toList();
            for (CsvRecord record : records) {
                if (record.getFields().stream().anyMatch(field -> field.length() > LONGEST_FIELD)) {
                    throw refusal(
                            record.getStartingLineNumber(),
                            "has a field longer than " + LONGEST_FIELD + " characters");
                }
            }
            return records;
        } catch (CsvParseException e) {
            Throwable cause = e.getCause();
            String why = cause == null ? "" : " (" + cause.getMessage() + ")";
            throw RefusedListException.in(name(), e.getMessage() + why);
        } catch (IOException e) {
            throw RefusedListException.in(name(), "cannot be read: " + e.getMessage());
        }
    }
}
