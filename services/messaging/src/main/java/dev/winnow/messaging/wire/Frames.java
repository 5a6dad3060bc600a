package dev.winnow.messaging.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Takes the frames of our own subscriptions out of what the server sends; the rest is passed on as
 * it is. Used by the reading thread only.
 *
 * <p>NATS client protocol: {@code MSG subject sid [reply] #bytes} and {@code HMSG subject sid
 * [reply] #header #bytes}, each followed by the payload and a line end.
 */
final class Frames {
    /** Our subscriptions' ids begin with it; those of the library are numbers. */
    static final byte MARK = 'w';

    private static final int SIZE = 128 * 1024;
    private static final int LINE_END = 2;
    private static final int SHORTEST = "MSG a w1 0\r\n".length();
    private static final byte[] NOWHERE = {};

    private final Deliveries deliveries;
    private byte[] buffer = new byte[SIZE];
    private int position;
    private int limit;
    private long toPass;

    // The parts of the line that was parsed last, as offsets into the buffer.
    private int subjectEnd;
    private int subjectStart;
    private int replyStart;
    private int replyEnd;
    private int id;
    private int headerLength;
    private int totalLength;

    /** Where messages of our own go. */
    interface Deliveries {
        void deliver(int subscription, Inbound message);

        /** These bytes as a subject; one that is known needs not be made anew. */
        String subject(int subscription, byte[] buffer, int from, int to);

        /** All that was read has been delivered, and the next read may take long. */
        void delivered();
    }

    Frames(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /** As {@link InputStream#read(byte[], int, int)}, without our own frames. */
    int read(InputStream in, byte[] target, int offset, int length) throws IOException {
        while (true) {
            int passed = take(in, target, offset, length);
            if (passed > 0) {
                return passed;
            }
            deliveries.delivered();
            makeRoom();
            int read = in.read(buffer, limit, buffer.length - limit);
            if (read < 0) {
                return read;
            }
            limit += read;
        }
    }

    private void makeRoom() {
        if (position == limit) {
            position = 0;
            limit = 0;
        } else if (limit == buffer.length) {
            if (position == 0) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            } else {
                System.arraycopy(buffer, position, buffer, 0, limit - position);
                limit -= position;
                position = 0;
            }
        }
    }

    /** Delivers and passes on what is there; says how many bytes were passed on. */
    private int take(InputStream in, byte[] target, int offset, int length) throws IOException {
        int passed = 0;
        while (position < limit && passed < length) {
            if (toPass == 0 && !frame(in, passed)) {
                break;
            }
            int count = (int) Math.min(Math.min(toPass, limit - position), length - passed);
            System.arraycopy(buffer, position, target, offset + passed, count);
            position += count;
            passed += count;
            toPass -= count;
        }
        return passed;
    }

    /**
     * Looks at the frame that begins here: delivers it, or sets how much is to be passed on. False
     * when more has to be read first.
     */
    private boolean frame(InputStream in, int passed) throws IOException {
        int lineEnd = lineEnd();
        if (lineEnd < 0) {
            if (limit - position > SIZE / 2) {
                toPass = (long) limit - position; // No line at all: the library will say so.
                return true;
            }
            return false;
        }
        if (!isMessage(lineEnd)) {
            toPass = (long) lineEnd - position;
            return true;
        }
        if (id < 0) {
            toPass = (long) lineEnd - position + totalLength + LINE_END;
            return true;
        }
        if (limit - lineEnd >= totalLength + LINE_END) {
            byte[] bytes = Arrays.copyOfRange(buffer, lineEnd, lineEnd + totalLength);
            Inbound message = message(bytes);
            position = lineEnd + totalLength + LINE_END;
            deliveries.deliver(id, message);
            return true;
        }
        if (totalLength > SIZE / 2 && passed == 0) {
            large(in, lineEnd);
            return true;
        }
        return false;
    }

    /** Reads the rest of a large payload to where it stays, instead of into the buffer. */
    private void large(InputStream in, int lineEnd) throws IOException {
        byte[] bytes = new byte[totalLength];
        int there = Math.min(limit - lineEnd, totalLength);
        System.arraycopy(buffer, lineEnd, bytes, 0, there);
        int subscription = id;
        int behind = limit - lineEnd - there; // 0 or 1: a part of the line end
        if (in.readNBytes(bytes, there, totalLength - there) < totalLength - there
                || in.readNBytes(LINE_END - behind).length < LINE_END - behind) {
            throw new IOException("the connection ended within a message");
        }
        Inbound message = message(bytes);
        position = limit;
        deliveries.deliver(subscription, message);
    }

    private Inbound message(byte[] bytes) {
        String subject = deliveries.subject(id, buffer, subjectStart, subjectEnd);
        byte[] replyTo =
                replyEnd > replyStart ? Arrays.copyOfRange(buffer, replyStart, replyEnd) : NOWHERE;
        return new Inbound(subject, replyTo, bytes, headerLength);
    }

    private int lineEnd() {
        for (int i = position; i < limit; i++) {
            if (buffer[i] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    /**
     * Whether the line is a message's; then its parts are known, and the id is ours or negative.
     */
    private boolean isMessage(int lineEnd) {
        if (lineEnd - position < SHORTEST) {
            return false;
        }
        boolean withHeaders = buffer[position] == 'H';
        int at = position + (withHeaders ? 1 : 0);
        if (buffer[at] != 'M' || buffer[at + 1] != 'S' || buffer[at + 2] != 'G') {
            return false;
        }
        int end = lineEnd - 1;
        while (end > at && buffer[end - 1] == '\r') {
            end--;
        }
        subjectStart = skip(at + 3, end);
        subjectEnd = word(subjectStart, end);
        int idStart = skip(subjectEnd, end);
        int idEnd = word(idStart, end);
        id = id(idStart, idEnd);
        // The numbers are the last words; what is between them and the id is the reply subject.
        int totalStart = lastWord(end);
        totalLength = number(totalStart, end);
        int restEnd = trim(totalStart);
        headerLength = 0;
        if (withHeaders) {
            int headerStart = lastWord(restEnd);
            headerLength = number(headerStart, restEnd);
            restEnd = trim(headerStart);
        }
        replyStart = skip(idEnd, restEnd);
        replyEnd = Math.max(replyStart, restEnd);
        return true;
    }

    private int skip(int from, int end) {
        int at = from;
        while (at < end && (buffer[at] == ' ' || buffer[at] == '\t')) {
            at++;
        }
        return at;
    }

    private int word(int from, int end) {
        int at = from;
        while (at < end && buffer[at] != ' ' && buffer[at] != '\t') {
            at++;
        }
        return at;
    }

    private int lastWord(int end) {
        int at = end;
        while (buffer[at - 1] != ' ' && buffer[at - 1] != '\t') {
            at--;
        }
        return at;
    }

    private int trim(int end) {
        int at = end;
        while (buffer[at - 1] == ' ' || buffer[at - 1] == '\t') {
            at--;
        }
        return at;
    }

    private int id(int from, int end) {
        return end - from < 2 || buffer[from] != MARK ? -1 : number(from + 1, end);
    }

    private int number(int from, int end) {
        int value = 0;
        for (int i = from; i < end; i++) {
            int digit = buffer[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
