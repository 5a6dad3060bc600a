package dev.winnow.messaging.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The headers of a message that is to be sent, in the form they have on the wire. Not safe to
 * share.
 */
public final class HeaderBlock {
    static final byte[] VERSION = "NATS/1.0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BEGIN = "NATS/1.0\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int USUAL_SIZE = 192;

    private byte[] bytes = new byte[USUAL_SIZE];
    private int length;

    public HeaderBlock() {
        System.arraycopy(BEGIN, 0, bytes, 0, BEGIN.length);
        length = BEGIN.length;
    }

    public boolean isEmpty() {
        return length == BEGIN.length;
    }

    /**
     * Adds one line.
     *
     * @throws IllegalArgumentException when the name or the value cannot be sent: NATS headers are
     *     printable ASCII on one line (ADR-4)
     */
    @SuppressWarnings("deprecation") // getBytes(int, int, byte[], int) is exact for ASCII and fast
    public HeaderBlock add(String name, String value) {
        requireName(name);
        requireValue(name, value);
        int end = length + name.length() + value.length() + 3;
        if (end + 2 > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, end + 2));
        }
        name.getBytes(0, name.length(), bytes, length);
        length += name.length();
        bytes[length++] = ':';
        value.getBytes(0, value.length(), bytes, length);
        length += value.length();
        bytes[length++] = '\r';
        bytes[length++] = '\n';
        return this;
    }

    /** Whether it can be a header's name. */
    public static boolean isName(String name) {
        boolean good = !name.isEmpty();
        for (int i = 0; i < name.length() && good; i++) {
            char c = name.charAt(i);
            good = c > ' ' && c < 0x7F && c != ':';
        }
        return good;
    }

    /** Whether it can be a header's value. */
    public static boolean isValue(String value) {
        boolean good = true;
        for (int i = 0; i < value.length() && good; i++) {
            char c = value.charAt(i);
            good = c == '\t' || (c >= ' ' && c < 0x7F);
        }
        return good;
    }

    private static void requireName(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "a header's name must be printable ASCII without blanks and colons");
        }
    }

    private static void requireValue(String name, String value) {
        if (!isValue(value)) {
            throw new IllegalArgumentException(
                    "the value of header " + name + " must be ASCII on one line");
        }
    }

    /** How many bytes it takes on the wire; none when it is empty. */
    public int length() {
        return isEmpty() ? 0 : length + 2;
    }

    void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, length);
        target[at + length] = '\r';
        target[at + length + 1] = '\n';
    }
}
