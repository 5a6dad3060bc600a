package dev.winnow.cli.input;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of applications, as CSV or JSON Lines; which of the two, its first character tells. It is
 * read as a stream: memory does not grow with it.
 */
public final class ApplicationsFile {
    /** A line with every field at its longest, escaped, is well below. */
    static final int MAX_LINE_CHARS = 256 * 1024;

    /** A record may have line breaks in quotes; one that goes on for longer was never closed. */
    private static final int MAX_RECORD_CHARS = 4 * MAX_LINE_CHARS;

    /** What is kept of each row until the end is small, but not nothing. */
    static final int MAX_ROWS = 1_000_000;

    private static final int SHOWN_BAD_ROWS = 1_000;

    private final Path path;
    private final FormRules rules;

    public ApplicationsFile(Path path, FormRules rules) {
        this.path = path;
        this.rules = rules;
    }

    /**
     * What a whole file holds.
     *
     * @param usable rows that can be submitted
     * @param bad all rows that cannot
     * @param shown the first of those, at most a thousand
     */
    public record Contents(int usable, int bad, List<Row.Bad> shown) {
        public Contents {
            shown = List.copyOf(shown);
        }
    }

    /**
     * Reads the whole file once and keeps nothing, so that a file that is broken at its end is
     * refused before anything is done with its beginning.
     *
     * @throws InputException when it cannot be used as a whole, also when no row can be used
     */
    public Contents check() throws InputException {
        int usable = 0;
        int bad = 0;
        List<Row.Bad> shown = new ArrayList<>();
        try (RowReader rows = rows()) {
            for (Row row = rows.next(); row != null; row = rows.next()) {
                switch (row) {
                    case Row.Usable ignored -> usable++;
                    case Row.Bad problem -> {
                        bad++;
                        if (shown.size() < SHOWN_BAD_ROWS) {
                            shown.add(problem);
                        }
                    }
                }
                if (usable > MAX_ROWS) {
                    throw InputException.badContent(
                            path + " has more than " + MAX_ROWS + " rows; split it");
                }
            }
        } catch (IOException e) {
            throw Problems.unreadable(path.toString(), e);
        }
        if (usable == 0) {
            throw noUsableRow(bad, shown);
        }
        return new Contents(usable, bad, shown);
    }

    private InputException noUsableRow(int bad, List<Row.Bad> shown) {
        if (shown.isEmpty()) {
            return InputException.badContent(path + " holds no application");
        }
        Row.Bad first = shown.getFirst();
        return InputException.badContent(
                path
                        + " has no usable row ("
                        + bad
                        + " bad); line "
                        + first.line()
                        + ": "
                        + first.reason());
    }

    /** Reads from the start. */
    public RowReader rows() throws InputException {
        if (Files.isDirectory(path)) {
            throw InputException.noFile(path + " is a directory; give a CSV or JSON Lines file");
        }
        try {
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                throw InputException.noFile(path + " is not a regular file");
            }
            InputStream in = new BufferedInputStream(Files.newInputStream(path));
            return rows(in);
        } catch (NoSuchFileException e) {
            throw Problems.missing(path);
        } catch (IOException e) {
            throw Problems.unreadable(path.toString(), e);
        }
    }

    private RowReader rows(InputStream in) throws IOException, InputException {
        try {
            boolean json = startsLikeJson(in);
            Reader text = new StrictReader(in, MAX_LINE_CHARS);
            return json
                    ? new JsonRows(path.toString(), text, rules)
                    : new CsvRows(path.toString(), text, MAX_RECORD_CHARS, rules);
        } catch (IOException | InputException e) {
            in.close();
            throw e;
        }
    }

    /** A CSV header cannot begin with a brace, and every row of JSON Lines does. */
    private boolean startsLikeJson(InputStream in) throws IOException, InputException {
        in.mark(4096);
        int read = in.read();
        if (read < 0) {
            throw InputException.badContent(path + " is empty");
        }
        int byteOrderMark = 0;
        for (int i = 0; i < 4000 && read >= 0; i++) {
            boolean mark = byteOrderMark < 3 && (read == 0xEF || read == 0xBB || read == 0xBF);
            if (mark) {
                byteOrderMark++;
            } else if (!Character.isWhitespace(read)) {
                break;
            }
            read = in.read();
        }
        in.reset();
        return read == '{';
    }
}
