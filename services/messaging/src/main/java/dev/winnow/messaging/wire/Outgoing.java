package dev.winnow.messaging.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frames on their way to the socket. One virtual thread writes: it runs when the threads that are
 * ready have had their turn, so that few callers have no other thread of the operating system to
 * wait for, and many share a write. It is never a caller's own thread, since the interrupt of a
 * virtual thread in a socket's write would close the connection. Where that thread may not get its
 * turn, {@link #writeNow} is for those of the operating system. Safe to share.
 */
final class Outgoing {
    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

    /** More than this waiting for the socket makes publishers wait, and then fail. */
    private static final int MOST_BYTES = 16 << 20;

    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int FIRST_SIZE = 64 * 1024;
    private static final int KEPT_SIZE = 1 << 20;

    private static final byte[] PUB = "PUB ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HPUB = "HPUB ".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_NUMBER = 10;

    private final Thread writer = Thread.ofVirtual().name("nats-writer").unstarted(this::run);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition written = lock.newCondition();
    private byte[] filling = new byte[FIRST_SIZE];
    private byte[] spare = new byte[FIRST_SIZE];
    private int length;
    private boolean idle = true;
    private boolean ended;
    private boolean writing;
    private @Nullable WirePort port;

    void start() {
        writer.start();
    }

    /** Writes what there is no more, and ends. */
    void end() {
        lock.lock();
        try {
            ended = true;
            port = null;
            length = 0;
            written.signalAll();
        } finally {
            lock.unlock();
        }
        LockSupport.unpark(writer);
    }

    /** Writes these lines first and lets publishing go on. */
    void open(WirePort to, String lines) {
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        boolean wake;
        lock.lock();
        try {
            port = to;
            length = 0;
            room(bytes.length);
            add(bytes);
            wake = wakes();
        } finally {
            lock.unlock();
        }
        wake(wake);
    }

    void close() {
        lock.lock();
        try {
            port = null;
            length = 0;
            written.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void close(WirePort failed) {
        lock.lock();
        try {
            if (port == failed) {
                port = null;
                length = 0;
            }
        } finally {
            lock.unlock();
        }
    }

    /** A protocol line; dropped when there is no connection, since opening one sends all anew. */
    void line(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        boolean wake;
        lock.lock();
        try {
            if (port == null) {
                return;
            }
            room(bytes.length);
            add(bytes);
            wake = wakes();
        } finally {
            lock.unlock();
        }
        wake(wake);
    }

    /**
     * @throws IllegalStateException when there is no connection, or too much is waiting already
     */
    void publish(byte[] subject, byte[] replyTo, @Nullable HeaderBlock headers, byte[] body) {
        int headerLength = headers == null ? 0 : headers.length();
        int size =
                HPUB.length
                        + subject.length
                        + replyTo.length
                        + 2 * LONGEST_NUMBER
                        + headerLength
                        + body.length
                        + 8;
        boolean wake;
        lock.lock();
        try {
            requireOpen();
            if (length + size > MOST_BYTES) {
                awaitRoom(size);
            }
            room(size);
            frame(subject, replyTo, headers, headerLength, body);
            wake = wakes();
        } finally {
            lock.unlock();
        }
        wake(wake);
    }

    private void frame(
            byte[] subject,
            byte[] replyTo,
            @Nullable HeaderBlock headers,
            int headerLength,
            byte[] body) {
        add(headerLength == 0 ? PUB : HPUB);
        add(subject);
        filling[length++] = ' ';
        if (replyTo.length > 0) {
            add(replyTo);
            filling[length++] = ' ';
        }
        if (headers != null && headerLength > 0) {
            number(headerLength);
            filling[length++] = ' ';
            number(headerLength + body.length);
            lineEnd();
            headers.copyTo(filling, length);
            length += headerLength;
        } else {
            number(body.length);
            lineEnd();
        }
        add(body);
        lineEnd();
    }

    /** Waits until all that was added has been written; false when that took too long. */
    boolean flush(Duration limit) {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (length > 0 || !idle || writing) {
                if (left <= 0) {
                    return false;
                }
                left = written.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean wakes() {
        boolean was = idle;
        idle = false;
        return was;
    }

    private void wake(boolean needed) {
        if (needed) {
            LockSupport.unpark(writer);
        }
    }

    // The yield is no wait for a state: without it only the batches would be smaller.
    @SuppressWarnings("ThreadPriorityCheck")
    private void run() {
        while (true) {
            Thread.yield(); // Whoever is ready adds its frame before the write.
            byte[] full = filling;
            int count;
            WirePort to;
            lock.lock();
            try {
                if (ended) {
                    idle = true;
                    written.signalAll();
                    return;
                }
                to = port;
                count = length;
                if (count == 0) {
                    idle = true;
                    written.signalAll();
                } else if (writing || to == null) {
                    idle = true; // Whoever writes wakes us when there is more.
                    count = 0;
                } else {
                    full = taken();
                }
            } finally {
                lock.unlock();
            }
            if (count == 0 || to == null) {
                LockSupport.park(this);
            } else {
                send(to, full, count);
            }
        }
    }

    /**
     * Writes what there is on this thread, unless a write is under way: handlers that compute may
     * keep the writer from its turn. For a thread of the operating system's, which an interrupt
     * does not cost the connection.
     */
    void writeNow() {
        byte[] full;
        int count;
        WirePort to;
        lock.lock();
        try {
            if (writing || length == 0 || port == null || ended) {
                return;
            }
            to = port;
            count = length;
            full = taken();
        } finally {
            lock.unlock();
        }
        send(to, full, count);
        boolean wake;
        lock.lock();
        try {
            wake = length > 0 && wakes();
        } finally {
            lock.unlock();
        }
        wake(wake);
    }

    /** What there is, to be written by the caller, who holds the lock; ended by {@link #send}. */
    private byte[] taken() {
        byte[] full = filling;
        filling = spare;
        length = 0;
        writing = true;
        return full;
    }

    private void send(WirePort to, byte[] full, int count) {
        try {
            to.write(full, count);
        } catch (IOException e) {
            LOG.debug("writing to NATS failed", e);
            close(to);
            to.abandon();
        }
        lock.lock();
        try {
            spare = full.length > KEPT_SIZE ? new byte[FIRST_SIZE] : full;
            writing = false;
            written.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (port == null) {
            throw new IllegalStateException("there is no connection to NATS at the moment");
        }
    }

    private void awaitRoom(int size) {
        long left = WAIT_NANOS;
        try {
            while (length > 0 && length + size > MOST_BYTES) {
                if (left <= 0) {
                    throw new IllegalStateException("too much is waiting to be sent already");
                }
                left = written.awaitNanos(left);
                requireOpen();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for room to send", e);
        }
    }

    private void room(int size) {
        if (length + size > filling.length) {
            filling = Arrays.copyOf(filling, Math.max(filling.length * 2, length + size));
        }
    }

    private void add(byte[] bytes) {
        System.arraycopy(bytes, 0, filling, length, bytes.length);
        length += bytes.length;
    }

    private void lineEnd() {
        filling[length++] = '\r';
        filling[length++] = '\n';
    }

    private void number(int value) {
        int digits = 1;
        for (int rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        int rest = value;
        for (int i = length + digits - 1; i >= length; i--) {
            filling[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }
}
