package dev.winnow.cli.input;

import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/** Reads row after row. Not safe to share. */
public interface RowReader extends Closeable {

    /**
     * The next row; null at the end.
     *
     * @throws InputException when the file cannot be read any further
     */
    @Nullable Row next() throws InputException;
}
