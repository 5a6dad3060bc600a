package dev.winnow.localservers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** One connection through a {@link FaultProxy}: two sockets, and a thread for each way. */
final class Link {
    private static final int CONNECT_MILLIS = 5_000;

    private final int number;
    private final Socket client;
    private final Socket server = new Socket();
    private final Conditions conditions;
    private final Consumer<Link> gone;
    private final AtomicInteger waysLeft = new AtomicInteger(2);
    private final AtomicBoolean closed = new AtomicBoolean();

    Link(int number, Socket client, Conditions conditions, Consumer<Link> gone) {
        this.number = number;
        this.client = client;
        this.conditions = conditions;
        this.gone = gone;
    }

    static Thread thread(String name, Runnable task) {
        return Thread.ofVirtual().name(name).unstarted(task);
    }

    void start(InetSocketAddress target, Frames.Pair frames) {
        thread("fault-proxy-to-server-" + number, () -> connect(target, frames)).start();
    }

    private void connect(InetSocketAddress target, Frames.Pair frames) {
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(target, CONNECT_MILLIS);
            Way there = new Way(this, Direction.TO_SERVER, client, server, frames.toServer());
            Way back = new Way(this, Direction.TO_CLIENT, server, client, frames.toClient());
            there.opposite(back);
            back.opposite(there);
            thread("fault-proxy-to-client-" + number, back).start();
            there.run();
        } catch (IOException e) {
            close(); // no server, which the client finds out so
        }
    }

    int number() {
        return number;
    }

    Conditions conditions() {
        return conditions;
    }

    boolean open() {
        return !closed.get();
    }

    /** One way has come to its end; behind the second, nothing is left to do. */
    void ended() {
        if (waysLeft.decrementAndGet() == 0) {
            close();
        }
    }

    void close() {
        if (closed.compareAndSet(false, true)) {
            Problems.quietly("close a connection", client::close);
            Problems.quietly("close a connection", server::close);
            gone.accept(this);
            conditions.signal();
        }
    }

    void reset() {
        Problems.quietly("reset a connection", () -> client.setSoLinger(true, 0));
        Problems.quietly("reset a connection", () -> server.setSoLinger(true, 0));
        close();
    }
}
