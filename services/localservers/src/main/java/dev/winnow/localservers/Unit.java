package dev.winnow.localservers;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a protocol sends as a whole, on its way through a {@link FaultProxy}. Good only until the
 * {@link Toll} that it is shown to returns.
 *
 * <ul>
 *   <li>NATS: one operation with its payload; the kind is its name, {@code PUB}, {@code HMSG}.
 *   <li>PostgreSQL, to the server: a whole call, that is, all up to a Sync, Flush or simple Query,
 *       as kind {@code CALL}; {@code SSL}, {@code CANCEL}, {@code STARTUP}, {@code PASSWORD},
 *       {@code COPY} and {@code TERMINATE} for the rest.
 *   <li>PostgreSQL, to the client: one message; the kind is its letter, {@code C} for
 *       CommandComplete, or {@code SSL} for the answer to that.
 *   <li>Without a protocol: the bytes that came together, as kind {@code BYTES}.
 * </ul>
 */
public final class Unit {
    private static final int TEXT_LIMIT = 64 * 1024;

    private final int connection;
    private final Direction direction;
    private final String kind;
    private final Details details;
    private final byte[] buffer;
    private final int from;
    private final int length;

    /**
     * @param words NATS: the operation's line; else empty
     * @param statements PostgreSQL: what a call runs
     */
    record Details(List<String> words, List<String> statements) {
        static final Details NONE = new Details(List.of(), List.of());
    }

    Unit(
            int connection,
            Direction direction,
            String kind,
            Details details,
            byte[] buffer,
            int from,
            int length) {
        this.connection = connection;
        this.direction = direction;
        this.kind = kind;
        this.details = details;
        this.buffer = buffer;
        this.from = from;
        this.length = length;
    }

    /** The connection's number, from 1, in the order in which the proxy took them. */
    public int connection() {
        return connection;
    }

    public Direction direction() {
        return direction;
    }

    public String kind() {
        return kind;
    }

    public boolean is(String... kinds) {
        return List.of(kinds).contains(kind);
    }

    /** NATS: where it is published, delivered or subscribed to; else empty. */
    public String subject() {
        return switch (kind) {
            case "PUB", "HPUB", "MSG", "HMSG", "SUB" ->
                    details.words().size() > 1 ? details.words().get(1) : "";
            default -> "";
        };
    }

    /** NATS: where an answer is wanted; else empty. */
    public String reply() {
        int sizes = kind.startsWith("H") ? 2 : 1;
        int before = kind.endsWith("PUB") ? 2 : 3;
        boolean message = is("PUB", "HPUB", "MSG", "HMSG");
        return message && details.words().size() == before + 1 + sizes
                ? details.words().get(before)
                : "";
    }

    /** PostgreSQL: the SQL of each statement that a call runs, prepared earlier or in it. */
    public List<String> statements() {
        return details.statements();
    }

    /** PostgreSQL: whether a call runs a statement that begins so, in whatever case. */
    public boolean runs(String beginning) {
        return statements().stream()
                .anyMatch(sql -> sql.regionMatches(true, 0, beginning, 0, beginning.length()));
    }

    /** PostgreSQL: what a CommandComplete says was done, as {@code COMMIT}; else empty. */
    public String tag() {
        return direction == Direction.TO_CLIENT && kind.equals("C")
                ? new String(buffer, from + 5, length - 6, StandardCharsets.UTF_8)
                : "";
    }

    /** The first 64 KiB of all its bytes, as UTF-8. */
    public String text() {
        return new String(buffer, from, Math.min(length, TEXT_LIMIT), StandardCharsets.UTF_8);
    }

    public int bytes() {
        return length;
    }

    @Override
    public String toString() {
        return direction + " " + kind + " " + subject() + tag() + statements();
    }
}
