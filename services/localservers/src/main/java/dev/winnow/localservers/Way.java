package dev.winnow.localservers;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One direction of a {@link Link}: cuts what is read into units, and forwards what may pass. */
final class Way implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Way.class);
    private static final int BUFFER = 16 * 1024;
    private static final int LONGEST_UNIT = 64 * 1024 * 1024;

    private final Link link;
    private final Direction direction;
    private final Socket source;
    private final Socket destination;
    private final Frames frames;
    private @Nullable Way opposite;

    /** What was read and not yet forwarded is from 0 to filled. */
    private byte[] buffer = new byte[BUFFER];

    private int filled;

    /** Has lost something, so that nothing may come behind it. */
    private volatile boolean deaf;

    Way(Link link, Direction direction, Socket source, Socket destination, Frames frames) {
        this.link = link;
        this.direction = direction;
        this.source = source;
        this.destination = destination;
        this.frames = frames;
    }

    /** Before either runs. */
    void opposite(Way other) {
        opposite = other;
    }

    @Override
    public void run() {
        try {
            DelayedOutput output =
                    new DelayedOutput(destination.getOutputStream(), link, direction);
            while (read()) {
                if (!pass(output)) {
                    return;
                }
            }
            output.finish();
            if (link.open()) { // else it ends as the link does, which may be with RST
                destination.shutdownOutput();
            }
        } catch (IOException e) {
            link.close();
        } catch (RuntimeException | Error e) {
            LOG.error("a connection of a fault proxy ends, {}", direction, e);
            link.close();
        } finally {
            link.ended();
        }
    }

    /** More into the buffer; false at the end of what comes, however it ended. */
    private boolean read() throws IOException {
        if (filled == buffer.length) {
            if (filled >= LONGEST_UNIT) {
                throw new IllegalStateException("a unit of more than " + LONGEST_UNIT + " bytes");
            }
            buffer = Arrays.copyOf(buffer, 2 * filled);
        }
        InputStream in = source.getInputStream();
        int count;
        try {
            count = in.read(buffer, filled, buffer.length - filled);
        } catch (IOException e) {
            // Its owner was killed: what it sent before is forwarded, and then the same end.
            return false;
        }
        filled += Math.max(count, 0);
        return count >= 0;
    }

    /** Forwards all complete units; false when the connection was cut. */
    private boolean pass(DelayedOutput output) throws IOException {
        int done = 0;
        int at = 0;
        while (at < filled) {
            int length = frames.next(buffer, at, filled);
            if (length == 0) {
                break;
            }
            Verdict verdict = judge(at, length);
            if (verdict == Verdict.FORWARD) {
                at += length;
                continue;
            }
            write(output, done, at);
            if (verdict == Verdict.CUT) {
                output.finish();
                link.close();
                return false;
            }
            if (verdict == Verdict.FORWARD_AND_CUT) {
                forwardAndCut(output, at, length);
                return false;
            }
            at += length;
            done = at;
        }
        write(output, done, at);
        System.arraycopy(buffer, at, buffer, 0, filled - at);
        filled -= at;
        return true;
    }

    private Verdict judge(int from, int length) {
        Toll toll = link.conditions().toll();
        if (toll == null || deaf) {
            return Verdict.FORWARD;
        }
        return toll.pass(
                new Unit(
                        link.number(),
                        direction,
                        frames.kind(buffer, from, length),
                        frames.details(buffer, from, length),
                        buffer,
                        from,
                        length));
    }

    private void write(DelayedOutput output, int from, int to) throws IOException {
        link.conditions().await(direction, link::open);
        if (link.conditions().swallows(direction)) {
            deaf = true;
        }
        if (deaf) {
            link.conditions().lost(to - from);
        } else if (to > from) {
            output.write(buffer, from, to - from);
        }
    }

    /**
     * The receiver reads to the end, so that it has had the unit; its answers are read, and lost,
     * until it ends the connection, too.
     */
    private void forwardAndCut(DelayedOutput output, int from, int length) throws IOException {
        if (opposite != null) {
            opposite.deaf = true;
        }
        write(output, from, from + length);
        output.finish();
        source.close();
        destination.shutdownOutput();
    }
}
