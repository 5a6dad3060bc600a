package dev.winnow.localservers;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * NATS' client protocol: a line, and behind the line of a message as many bytes as its last word
 * says, and a line's end.
 */
final class NatsFrames implements Frames {
    private static final int LINE_END = 2;

    /** What is known to be the whole length of the unit that is still coming; else 0. */
    private int awaited;

    static Pair pair() {
        return new Pair(new NatsFrames(), new NatsFrames());
    }

    @Override
    public int next(byte[] buffer, int from, int to) {
        if (awaited == 0) {
            int end = lineEnd(buffer, from, to);
            if (end < 0) {
                return 0;
            }
            awaited =
                    end
                            + 1
                            - from
                            + (carries(buffer, from, end) ? size(buffer, end) + LINE_END : 0);
        }
        if (to - from < awaited) {
            return 0;
        }
        int length = awaited;
        awaited = 0;
        return length;
    }

    private static int lineEnd(byte[] buffer, int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** PUB, HPUB, MSG and HMSG: those have a payload. */
    private static boolean carries(byte[] buffer, int from, int lineEnd) {
        if (lineEnd - from < 2) {
            return false;
        }
        int second = lower(buffer[from + 1]);
        return switch (lower(buffer[from])) {
            case 'p' -> second == 'u';
            case 'm' -> second == 's';
            case 'h' -> second == 'p' || second == 'm';
            default -> false;
        };
    }

    private static int lower(byte letter) {
        return letter | 0x20;
    }

    /** The number at the end of the line. */
    private static int size(byte[] buffer, int lineEnd) {
        int at = lineEnd - 1;
        while (buffer[at] == '\r' || buffer[at] == ' ') {
            at--;
        }
        int size = 0;
        for (int unit = 1; buffer[at] >= '0' && buffer[at] <= '9'; at--, unit *= 10) {
            size += (buffer[at] - '0') * unit;
        }
        return size;
    }

    @Override
    public String kind(byte[] buffer, int from, int length) {
        int end = from;
        while (buffer[end] > ' ') {
            end++;
        }
        return new String(buffer, from, end - from, StandardCharsets.US_ASCII)
                .toUpperCase(Locale.ROOT);
    }

    @Override
    public Unit.Details details(byte[] buffer, int from, int length) {
        int end = lineEnd(buffer, from, from + length);
        String line = new String(buffer, from, end - from, StandardCharsets.UTF_8).strip();
        return line.startsWith("{") || line.startsWith("INFO") || line.startsWith("CONNECT")
                ? Unit.Details.NONE
                : new Unit.Details(List.of(line.split("[ \t]+")), List.of());
    }
}
