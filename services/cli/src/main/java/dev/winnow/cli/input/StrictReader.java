package dev.winnow.cli.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Decodes UTF-8, but refuses what is not UTF-8 and lines beyond a length, naming the line. Nothing
 * is ever replaced in silence, and memory does not grow with the line. A byte order mark at the
 * start is skipped.
 */
final class StrictReader extends Reader {
    private static final int BLOCK = 32 * 1024;

    private final InputStream in;
    private final int maxLineChars;
    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(BLOCK).flip();
    private final CharBuffer chars = CharBuffer.allocate(BLOCK).flip();
    private long line = 1;
    private int lineChars;
    private boolean atStart = true;
    private boolean ended;
    private @Nullable LineException failure;

    StrictReader(InputStream in, int maxLineChars) {
        this.in = in;
        this.maxLineChars = maxLineChars;
    }

    /** Says which line cannot be read, and why. */
    static final class LineException extends IOException {
        private static final long serialVersionUID = 1L;

        LineException(long line, String reason) {
            super("line " + line + " " + reason);
        }
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        while (!chars.hasRemaining()) {
            if (failure != null) {
                throw failure;
            }
            if (ended) {
                return -1;
            }
            decode();
        }
        int count = Math.min(length, chars.remaining());
        chars.get(target, offset, count);
        return count;
    }

    /** Decodes one block; what comes before a failure is still given. */
    private void decode() throws IOException {
        fill();
        chars.clear();
        CoderResult result = decoder.decode(bytes, chars, ended);
        chars.flip();
        skipByteOrderMark();
        count();
        if (result.isError() && failure == null) {
            failure = new LineException(line, "is not valid UTF-8");
        }
    }

    private void fill() throws IOException {
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (read < 0) {
            ended = true;
        } else {
            bytes.position(bytes.position() + read);
        }
        bytes.flip();
    }

    private void count() {
        for (int i = 0; i < chars.remaining(); i++) {
            if (chars.get(chars.position() + i) == '\n') {
                line++;
                lineChars = 0;
            } else if (++lineChars > maxLineChars) {
                failure = new LineException(line, "is longer than " + maxLineChars + " characters");
                chars.limit(chars.position());
                return;
            }
        }
    }

    private void skipByteOrderMark() {
        if (atStart && chars.hasRemaining()) {
            atStart = false;
            if (chars.get(chars.position()) == '\uFEFF') {
                chars.position(chars.position() + 1);
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
