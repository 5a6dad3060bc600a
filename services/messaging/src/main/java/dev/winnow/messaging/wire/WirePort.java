package dev.winnow.messaging.wire;

import io.nats.client.Options;
import io.nats.client.impl.SocketDataPortWithWriteTimeout;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The library's socket, with the runtime's own frames taken out of what is read and put between
 * what is written. Made by the library, by its class name.
 */
public final class WirePort extends SocketDataPortWithWriteTimeout {
    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

    private final ReentrantLock writing = new ReentrantLock();
    private @Nullable Frames frames;

    /** Carried by the error listener of the connection's options, so that its ports find it. */
    public interface Carrier {
        Wire wire();
    }

    @Override
    public void afterConstruct(Options options) {
        super.afterConstruct(options);
        if (options.getErrorListener() instanceof Carrier carrier) {
            frames = new Frames(carrier.wire());
            carrier.wire().made(this);
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return frames == null
                ? super.read(target, offset, length)
                : frames.read(in, target, offset, length);
    }

    /** Whole frames only: that is how the library writes, and how {@link Outgoing} does. */
    @Override
    public void write(byte[] source, int length) throws IOException {
        writing.lock();
        try {
            super.write(source, length);
        } finally {
            writing.unlock();
        }
    }

    /** After a failed write: the reading thread notices, and the library connects anew. */
    void abandon() {
        try {
            forceClose();
        } catch (IOException e) {
            LOG.debug("the broken connection could not be closed", e);
        }
    }
}
