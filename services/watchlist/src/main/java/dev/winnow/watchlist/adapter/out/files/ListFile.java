package dev.winnow.watchlist.adapter.out.files;

import dev.winnow.watchlist.domain.RefusedListException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** One file of a list in memory, known to be UTF-8 and not empty. Immutable but for its bytes. */
final class ListFile {
    private static final int CHUNK = 1 << 16;

    private final String name;
    private final byte[] bytes;

    private ListFile(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    static ListFile read(Path path, long maxBytes) throws RefusedListException {
        String name = String.valueOf(path.getFileName());
        byte[] bytes = bytes(path, name, maxBytes);
        if (bytes.length == 0) {
            throw RefusedListException.in(name, "the file is empty");
        }
        requireUtf8(name, bytes);
        requireText(name, bytes);
        return new ListFile(name, bytes);
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

    /** Piece by piece, since the text of a large file is needed by few of the formats. */
    private static void requireUtf8(String name, byte[] bytes) throws RefusedListException {
        CharsetDecoder decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(CHUNK);
        while (true) {
            var result = decoder.decode(in, out.clear(), true);
            if (result.isError()) {
                throw RefusedListException.at(
                        name, lineOf(bytes, in.position()), "has bytes that are not UTF-8");
            }
            if (result.isUnderflow()) {
                return;
            }
        }
    }

    /** UTF-16 without a mark in front is UTF-8 too, with a zero beside every letter. */
    private static void requireText(String name, byte[] bytes) throws RefusedListException {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                throw RefusedListException.at(
                        name, lineOf(bytes, i), "has zero bytes, so it is no text in UTF-8");
            }
        }
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

    /** Decoded anew each time, without byte order mark. */
    String text() {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    RefusedListException refusal(long line, String reason) {
        return RefusedListException.at(name, line, reason);
    }
}
