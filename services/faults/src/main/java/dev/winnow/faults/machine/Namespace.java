package dev.winnow.faults.machine;

import dev.winnow.localservers.Direction;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network of its own for processes, with one line to this machine: what is lost on it is lost to
 * both kernels, as behind a cable that is cut. Needs root. Safe for use by several threads.
 */
public final class Namespace implements AutoCloseable {
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final Pattern OURS = Pattern.compile("winnow-(\\d{1,10})-(\\d+)");
    private static final int RANGES = 256 * 64;

    /** Nobody has this address, so what is sent there is heard by nobody. */
    private static final String NOBODY = "02:00:00:00:00:01";

    private final String name;
    private final String outside;
    private final String inside;
    private final String hostAddress;
    private final String address;

    private Namespace(long owner, int number, int range) {
        this.name = "winnow-" + owner + "-" + number;
        this.outside = line(owner, number) + "h";
        this.inside = line(owner, number) + "n";
        this.hostAddress = inRange(range, 1);
        this.address = inRange(range, 2);
    }

    /** The names of network devices have fifteen letters at most. */
    private static String line(long owner, int number) {
        return "w" + owner + "-" + number;
    }

    /** Why there can be none here; empty when there can. */
    public static Optional<String> missing() {
        Optional<String> missing = Command.missing("ip");
        if (missing.isPresent()) {
            return missing;
        }
        try (Namespace _ = open()) {
            return Optional.empty();
        } catch (MachineException e) {
            return Optional.of("network namespaces do not work here: " + e.getMessage());
        }
    }

    /**
     * Makes one.
     *
     * @throws MachineException when it cannot be made
     */
    public static Namespace open() {
        removeOrphans();
        long owner = ProcessHandle.current().pid();
        int number = MADE.incrementAndGet();
        Namespace made = new Namespace(owner, number, freeRange((int) (owner + number * 977L)));
        try {
            made.build();
        } catch (MachineException e) {
            made.close();
            throw e;
        }
        return made;
    }

    private void build() {
        Command.run("ip", "netns", "add", name);
        Command.run("ip", "link", "add", outside, "type", "veth", "peer", "name", inside);
        Command.run("ip", "link", "set", inside, "netns", name);
        Command.run("ip", "addr", "add", hostAddress + "/30", "dev", outside);
        Command.run("ip", "link", "set", outside, "up");
        Command.run("ip", "-n", name, "addr", "add", address + "/30", "dev", inside);
        Command.run("ip", "-n", name, "link", "set", inside, "up");
        Command.run("ip", "-n", name, "link", "set", "lo", "up");
    }

    /** Four addresses that no device of this machine has any of. */
    private static int freeRange(int from) {
        for (int i = 0; i < RANGES; i++) {
            int range = Math.floorMod(from + i, RANGES);
            if (!isOnThisMachine(inRange(range, 1))) {
                return range;
            }
        }
        throw new MachineException("no address is free in 10.213.0.0/16", null);
    }

    private static String inRange(int range, int which) {
        return "10.213." + range / 64 + "." + (range % 64 * 4 + which);
    }

    private static boolean isOnThisMachine(String address) {
        try {
            return NetworkInterface.getByInetAddress(InetAddress.ofLiteral(address)) != null;
        } catch (SocketException e) {
            throw new MachineException("the network devices cannot be listed", e);
        }
    }

    private static void removeOrphans() {
        for (String line : Command.lines("ip", "netns", "list")) {
            Matcher found = OURS.matcher(line.split(" ", 2)[0]);
            if (found.matches() && Command.isOrphan(found.group(1))) {
                remove(
                        found.group(),
                        line(Long.parseLong(found.group(1)), Integer.parseInt(found.group(2)))
                                + "h");
            }
        }
    }

    private static void remove(String name, String outside) {
        if (Command.lines("ip", "netns", "list").stream()
                .noneMatch(line -> line.split(" ", 2)[0].equals(name))) {
            return;
        }
        for (String pid : Command.lines("ip", "netns", "pids", name)) {
            ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
        }
        Command.quietly("ip", "link", "del", outside);
        Command.quietly("ip", "netns", "del", name);
    }

    /** What goes before a command that is to run in it. */
    public List<String> prefix() {
        return List.of("ip", "netns", "exec", name);
    }

    /** Under which those in it reach this machine; what shall be reached listens there. */
    public String hostAddress() {
        return hostAddress;
    }

    /** Under which this machine reaches those in it. */
    public String address() {
        return address;
    }

    /** Everything is lost both ways, without a word to anybody. */
    public void cut() {
        lose(Direction.BOTH);
    }

    /** Everything is lost that way; {@link Direction#TO_SERVER} is what those in it send. */
    public void lose(Direction direction) {
        if (direction != Direction.TO_CLIENT) {
            Command.run(neighbour(true, "replace", "lladdr", NOBODY, "nud", "permanent"));
        }
        if (direction != Direction.TO_SERVER) {
            Command.run(neighbour(false, "replace", "lladdr", NOBODY, "nud", "permanent"));
        }
    }

    /** Nothing is lost any more. */
    public void heal() {
        Command.quietly(neighbour(true, "del"));
        Command.quietly(neighbour(false, "del"));
    }

    /** About the other end of the line, as this one knows it. */
    private String[] neighbour(boolean within, String action, String... more) {
        String other = within ? hostAddress : address;
        String device = within ? inside : outside;
        List<String> command = new ArrayList<>(List.of("ip"));
        if (within) {
            command.addAll(List.of("-n", name));
        }
        command.addAll(List.of("neigh", action, other));
        command.addAll(List.of(more));
        command.addAll(List.of("dev", device));
        return command.toArray(String[]::new);
    }

    /** Takes it away, and ends what still runs in it. */
    @Override
    public void close() {
        remove(name, outside);
    }

    @Override
    public String toString() {
        return name;
    }
}
