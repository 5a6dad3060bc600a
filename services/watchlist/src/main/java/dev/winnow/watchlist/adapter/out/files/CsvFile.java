package dev.winnow.watchlist.adapter.out.files;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.winnow.watchlist.domain.RefusedListException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** A whole CSV file in memory, known to be UTF-8. */
final class CsvFile {
    /** A longer field is no list's, but a file without line ends. */
    private static final int LONGEST_FIELD = 1 << 20;

    private final String name;
    private final byte[] bytes;
    private final String text;

    private CsvFile(String name, byte[] bytes, String text) {
        this.name = name;
        this.bytes = bytes;
        this.text = text;
    }

    static CsvFile read(Path path, long maxBytes) throws RefusedListException {
        String name = String.valueOf(path.getFileName());
        byte[] bytes = bytes(path, name, maxBytes);
        if (bytes.length == 0) {
            throw RefusedListException.in(name, "the file is empty");
        }
        String text = decode(name, bytes);
        return new CsvFile(name, bytes, text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private static byte[] bytes(Path path, String name, long maxBytes) throws RefusedListException {
        if (Files.isDirectory(path)) {
            throw RefusedListException.in(name, "is a folder, not a file");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(Math.toIntExact(Math.min(maxBytes + 1, 1L << 30)));
            if (bytes.length > maxBytes) {
                throw RefusedListException.in(
                        name, "is larger than the limit of " + maxBytes + " bytes");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw RefusedListException.in(name, "there is no such file");
        } catch (AccessDeniedException e) {
            throw RefusedListException.in(name, "may not be read by this service");
        } catch (IOException e) {
            throw RefusedListException.in(name, "cannot be read: " + e.getMessage());
        }
    }

    private static String decode(String name, byte[] bytes) throws RefusedListException {
        CharsetDecoder decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw RefusedListException.at(
                    name, lineOf(bytes, in.position()), "has bytes that are not UTF-8");
        }
        return out.flip().toString();
    }

    private static long lineOf(byte[] bytes, int position) {
        long line = 1;
        for (int i = 0; i < position; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    /** For messages, without the folder. */
    String name() {
        return name;
    }

    /** As they are in the file; not a copy. */
    byte[] bytes() {
        return bytes;
    }

    /** Decoded, without byte order mark. */
    String text() {
        return text;
    }

    CsvFile withText(String other) {
        return new CsvFile(name, bytes, other);
    }

    RefusedListException refusal(long line, String reason) {
        return RefusedListException.at(name, line, reason);
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
            throw RefusedListException.in(name, e.getMessage() + why);
        } catch (IOException e) {
            throw RefusedListException.in(name, "cannot be read: " + e.getMessage());
        }
    }
}
