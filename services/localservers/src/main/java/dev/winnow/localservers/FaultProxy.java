package dev.winnow.localservers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between clients and their server, and makes the faults that a network, a crash at the
 * wrong moment, or a server that goes away would make. One that knows the protocol forwards whole
 * units, and shows each to a {@link Toll} that decides about it; that can be set at any time.
 *
 * <p>Nothing is wrong until something is asked for, and {@link #heal} ends all of it. Safe for use
 * by several threads.
 */
public final class FaultProxy implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FaultProxy.class);
    private static final int BACKLOG = 200;

    private final ServerSocket listening;
    private final Supplier<Frames.Pair> protocol;
    private final Conditions conditions = new Conditions();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile InetSocketAddress target;

    private FaultProxy(
            InetAddress listen, InetSocketAddress target, Supplier<Frames.Pair> protocol) {
        this.target = target;
        this.protocol = protocol;
        try {
            this.listening = new ServerSocket(0, BACKLOG, listen);
        } catch (IOException e) {
            throw new LocalServerException(
                    LocalServerException.Reason.DID_NOT_START,
                    "no proxy can listen on " + listen + ": " + Problems.words(e),
                    e);
        }
        Link.thread("fault-proxy-" + port(), this::accept).start();
    }

    /** Of any protocol, on loopback, to a port on loopback. */
    public static FaultProxy bytes(int target) {
        return bytes(InetAddress.getLoopbackAddress(), loopback(target));
    }

    /** Of any protocol, from an address of this machine to a server's. */
    public static FaultProxy bytes(InetAddress listen, InetSocketAddress target) {
        return new FaultProxy(listen, target, Frames::bytes);
    }

    /** Of NATS' client protocol without TLS, on loopback, to a port on loopback. */
    public static FaultProxy nats(int target) {
        return nats(InetAddress.getLoopbackAddress(), loopback(target));
    }

    /** Of NATS' client protocol without TLS, from an address of this machine to a server's. */
    public static FaultProxy nats(InetAddress listen, InetSocketAddress target) {
        return new FaultProxy(listen, target, NatsFrames::pair);
    }

    /** Of PostgreSQL's protocol without TLS, on loopback, to a port on loopback. */
    public static FaultProxy postgres(int target) {
        return postgres(InetAddress.getLoopbackAddress(), loopback(target));
    }

    /** Of PostgreSQL's protocol without TLS, from an address of this machine to a server's. */
    public static FaultProxy postgres(InetAddress listen, InetSocketAddress target) {
        return new FaultProxy(listen, target, PostgresFrames::pair);
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Where clients connect to. */
    public int port() {
        return listening.getLocalPort();
    }

    /** New connections go to that port from now on; those that are there stay. */
    public void retarget(int port) {
        target = new InetSocketAddress(target.getAddress(), port);
    }

    /** Closes all connections there are; new ones work as they should. */
    public void cut() {
        links.forEach(Link::close);
    }

    /** As {@link #cut}, with RST to both sides in place of an orderly end. */
    public void reset() {
        links.forEach(Link::reset);
    }

    /** While it is on there is no connection: those that are there are cut, new ones closed. */
    public void refuse(boolean on) {
        conditions.refuse(on);
        if (on) {
            cut();
        }
    }

    /**
     * From now on what goes that way is read and lost, on all connections. One that has lost
     * anything stays so also after {@link #heal}: nothing comes behind a gap.
     */
    public void swallow(Direction direction) {
        conditions.swallow(direction);
    }

    /** From now on nothing goes that way until {@link #heal}, and then all of it, as TCP does. */
    public void hold(Direction direction) {
        conditions.hold(direction);
    }

    /** What goes either way arrives that much later, in order. Zero ends it. */
    public void delay(Duration delay) {
        conditions.delay(delay);
    }

    /** Shows it every unit from now on, in place of the one before. */
    public void toll(Toll toll) {
        conditions.toll(toll);
    }

    /** Takes the toll away, and leaves all else as it is. */
    public void noToll() {
        conditions.toll(null);
    }

    /** Ends all that was asked for, the toll too. */
    public void heal() {
        conditions.heal();
    }

    /** How many connections were taken, those refused not among them. */
    public int connections() {
        return connections.get();
    }

    /** How many of them are there now. */
    public int open() {
        return links.size();
    }

    /** How many bytes were swallowed so far, either way; those a toll dropped not among them. */
    public long lostBytes() {
        return conditions.lostBytes();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                if (conditions.refusing()) {
                    client.close();
                } else {
                    take(client);
                }
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    LOG.warn("a connection could not be taken", e);
                }
            }
        }
    }

    private void take(Socket client) {
        Link link = new Link(connections.incrementAndGet(), client, conditions, links::remove);
        links.add(link);
        link.start(target, protocol.get());
        if (conditions.refusing() || listening.isClosed()) {
            link.close(); // refused or closed meanwhile
        }
    }

    @Override
    public void close() {
        Problems.quietly("close the proxy's port", listening::close);
        conditions.heal();
        cut();
    }
}
