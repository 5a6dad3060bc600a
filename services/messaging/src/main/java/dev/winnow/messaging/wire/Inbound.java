package dev.winnow.messaging.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as it came off the connection. Headers are read when they are asked for; a line that is
 * none is passed over, so that no message can hurt the connection. Immutable and safe to share.
 */
public final class Inbound {
    private static final byte[] NONE = {};
    private static final int[] NO_LINES = {0};
    private static final int USUAL_LINES = 12;

    private final String subject;
    private final byte[] replyTo;
    private final byte[] bytes;
    private final int headerLength;

    /** Where each header line begins, and behind them where the last one ends. */
    private final int[] lines;

    /**
     * @param replyTo empty for none
     * @param bytes the header block, if any, and after it the body; not copied
     */
    Inbound(String subject, byte[] replyTo, byte[] bytes, int headerLength) {
        this.subject = subject;
        this.replyTo = replyTo;
        this.bytes = bytes;
        this.headerLength = headerLength;
        this.lines = headerLength == 0 ? NO_LINES : lines(bytes, headerLength);
    }

    private static int[] lines(byte[] bytes, int headerLength) {
        int[] found = new int[USUAL_LINES];
        int count = 0;
        for (int at = 0; at < headerLength; at++) {
            if (bytes[at] == '\n') {
                if (count == found.length) {
                    found = Arrays.copyOf(found, 2 * count);
                }
                found[count++] = at + 1;
            }
        }
        if (count == 0 || found[count - 1] != headerLength) {
            found = Arrays.copyOf(found, count + 1);
            found[count++] = headerLength;
        }
        return count == found.length ? found : Arrays.copyOf(found, count);
    }

    public String subject() {
        return subject;
    }

    /** Where an answer goes, or null when nobody asks for one. */
    public @Nullable String replyTo() {
        return replyTo.length == 0 ? null : new String(replyTo, StandardCharsets.UTF_8);
    }

    /** As {@link #replyTo()} in wire form, empty for none; not to be changed. */
    public byte[] replyToBytes() {
        return replyTo;
    }

    public boolean wantsReply() {
        return replyTo.length > 0;
    }

    /**
     * The bytes that {@link #bodyOffset()} and {@link #bodyLength()} speak of; not to be changed.
     */
    public byte[] bytes() {
        return bytes;
    }

    public int bodyOffset() {
        return headerLength;
    }

    public int bodyLength() {
        return bytes.length - headerLength;
    }

    /** A copy of the body. */
    public byte[] body() {
        return headerLength == bytes.length
                ? NONE
                : Arrays.copyOfRange(bytes, headerLength, bytes.length);
    }

    /** About how much it takes on the wire and here. */
    public int size() {
        return subject.length() + replyTo.length + bytes.length;
    }

    /** What stands behind the status in the first header line; empty without one. */
    public String statusText() {
        int at = HeaderBlock.VERSION.length + 4;
        return status() == 0 ? "" : value(at, lines[0]);
    }

    public boolean hasHeaders() {
        return headerLength > 0;
    }

    /** The status in the first header line, such as 503 for no responders; zero without one. */
    public int status() {
        int at = HeaderBlock.VERSION.length;
        if (headerLength < at + 4 || bytes[at] != ' ') {
            return 0;
        }
        int status = 0;
        for (int i = at + 1; i < at + 4; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            status = status * 10 + digit;
        }
        return status;
    }

    /** The first value of a header, without regard to the case of its name; null without one. */
    public @Nullable String header(String name) {
        for (int i = 1; i < lines.length; i++) {
            if (isNamed(lines[i - 1], lines[i], name)) {
                return value(lines[i - 1] + name.length() + 1, lines[i]);
            }
        }
        return null;
    }

    /** All headers in their order, each name as it was written. */
    public Map<String, List<String>> headers() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int at = lines[i - 1];
            int end = lines[i];
            int colon = at;
            while (colon < end && bytes[colon] != ':') {
                colon++;
            }
            if (colon < end && colon > at) {
                String name = new String(bytes, at, colon - at, StandardCharsets.UTF_8);
                all.computeIfAbsent(name, first -> new ArrayList<>()).add(value(colon + 1, end));
            }
        }
        return all;
    }

    private boolean isNamed(int from, int end, String name) {
        int length = name.length();
        if (from + length >= end || bytes[from + length] != ':') {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (lower(bytes[from + i]) != lower((byte) name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
    }

    private String value(int from, int end) {
        int last = end;
        int first = from;
        while (last > first && bytes[last - 1] <= ' ' && bytes[last - 1] >= 0) {
            last--;
        }
        while (first < last && bytes[first] <= ' ' && bytes[first] >= 0) {
            first++;
        }
        return new String(bytes, first, last - first, StandardCharsets.UTF_8);
    }
}
