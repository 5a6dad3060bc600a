package dev.winnow.localservers;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes at once, until there is a delay; from then on through a queue, which keeps the order also
 * when the delay ends. Written to by one thread.
 */
final class DelayedOutput {
    private static final int LONGEST_QUEUE = 1024;
    private static final int LOOK_MILLIS = 20;
    private static final byte[] NOTHING = {};

    private final OutputStream out;
    private final Link link;
    private final Direction direction;
    private final CountDownLatch finished = new CountDownLatch(1);
    private @Nullable BlockingQueue<Chunk> queue;

    /** Bytes to be written when the time has come; none at the end of all. */
    private static final class Chunk {
        private final byte[] bytes;

        /** By {@link System#nanoTime}. */
        private final long due;

        Chunk(byte[] bytes, long due) {
            this.bytes = bytes;
            this.due = due;
        }
    }

    DelayedOutput(OutputStream out, Link link, Direction direction) {
        this.out = out;
        this.link = link;
        this.direction = direction;
    }

    void write(byte[] buffer, int from, int length) throws IOException {
        if (queue == null && link.conditions().delayNanos() == 0) {
            out.write(buffer, from, length);
        } else {
            put(Arrays.copyOfRange(buffer, from, from + length));
        }
    }

    private void put(byte[] bytes) throws IOException {
        if (queue == null) {
            BlockingQueue<Chunk> made = new ArrayBlockingQueue<>(LONGEST_QUEUE);
            queue = made;
            Link.thread("fault-proxy-delay-" + link.number() + direction, () -> write(made))
                    .start();
        }
        Chunk chunk = new Chunk(bytes, System.nanoTime() + link.conditions().delayNanos());
        try {
            boolean put = false;
            // Until there is room, or nobody left to write it to.
            while (!put && link.open()) {
                put = queue.offer(chunk, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException();
    }

    private void write(BlockingQueue<Chunk> chunks) {
        try {
            while (link.open()) {
                Chunk next = chunks.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null && next.bytes.length == 0) {
                    return;
                }
                if (next != null) {
                    waitFor(next.due);
                    out.write(next.bytes);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            link.close();
        } finally {
            finished.countDown();
        }
    }

    private void waitFor(long due) {
        for (long left = due - System.nanoTime();
                left > 0 && link.open() && link.conditions().delayNanos() > 0;
                left = due - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, LOOK_MILLIS * 1_000_000L));
        }
    }

    /** Returns when all is written, or can no longer be. */
    void finish() throws IOException {
        if (queue == null) {
            return;
        }
        put(NOTHING);
        try {
            finished.await();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }
}
