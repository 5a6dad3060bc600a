package dev.winnow.localservers;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * PostgreSQL's protocol, version 3: a letter, a length that counts itself, and that many bytes. The
 * first messages of a client have no letter, and the server's answer to the wish for TLS is a
 * letter alone.
 */
final class PostgresFrames {
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;
    private static final int CANCEL_REQUEST = 80877102;
    private static final int HEADER = 5;

    private PostgresFrames() {}

    static Frames.Pair pair() {
        AtomicBoolean letterAlone = new AtomicBoolean();
        return new Frames.Pair(new ToServer(letterAlone), new ToClient(letterAlone));
    }

    private static int integer(byte[] buffer, int at) {
        return ((buffer[at] & 0xff) << 24)
                | ((buffer[at + 1] & 0xff) << 16)
                | ((buffer[at + 2] & 0xff) << 8)
                | (buffer[at + 3] & 0xff);
    }

    /** The length of the message with a letter that begins there; 0 when it is not all there. */
    private static int message(byte[] buffer, int from, int to) {
        if (to - from < HEADER) {
            return 0;
        }
        int length = integer(buffer, from + 1) + 1;
        if (length < HEADER) {
            throw new IllegalStateException("not PostgreSQL's protocol");
        }
        return length <= to - from ? length : 0;
    }

    private static final class ToServer implements Frames {
        /** So that a test that looks at a call with many statements keeps little. */
        private static final int SQL_LIMIT = 4096;

        private final AtomicBoolean letterAlone;
        private final Map<String, String> prepared = new HashMap<>();
        private boolean started;

        /** How much of the call that is still coming was looked at. */
        private int seen;

        private int first;

        ToServer(AtomicBoolean letterAlone) {
            this.letterAlone = letterAlone;
        }

        @Override
        public int next(byte[] buffer, int from, int to) {
            return started ? call(buffer, from, to) : beforeStart(buffer, from, to);
        }

        private int beforeStart(byte[] buffer, int from, int to) {
            if (to - from < 2 * Integer.BYTES) {
                return 0;
            }
            int length = integer(buffer, from);
            if (length > to - from) {
                return 0;
            }
            first = integer(buffer, from + Integer.BYTES);
            if (first == SSL_REQUEST || first == GSS_REQUEST) {
                letterAlone.set(true);
            } else {
                started = true;
            }
            return length;
        }

        private int call(byte[] buffer, int from, int to) {
            first = 0;
            while (true) {
                int length = message(buffer, from + seen, to);
                if (length == 0) {
                    return 0;
                }
                byte type = buffer[from + seen];
                if (type == 'P') {
                    remember(buffer, from + seen + HEADER);
                }
                seen += length;
                if (endsCall(type)) {
                    int all = seen;
                    seen = 0;
                    return all;
                }
            }
        }

        /** Everything but the parts of an extended query, which wait for Sync or Flush. */
        private static boolean endsCall(byte type) {
            return switch (type) {
                case 'P', 'B', 'D', 'E', 'C' -> false;
                default -> true;
            };
        }

        private void remember(byte[] buffer, int at) {
            String name = text(buffer, at);
            prepared.put(name, text(buffer, at + name.length() + 1));
        }

        private static String text(byte[] buffer, int from) {
            int end = from;
            while (buffer[end] != 0) {
                end++;
            }
            int length = Math.min(end - from, SQL_LIMIT);
            return new String(buffer, from, length, StandardCharsets.ISO_8859_1);
        }

        @Override
        public String kind(byte[] buffer, int from, int length) {
            return switch (first) {
                case 0 ->
                        switch (buffer[from]) {
                            case 'p' -> "PASSWORD";
                            case 'X' -> "TERMINATE";
                            case 'd', 'c', 'f' -> "COPY";
                            default -> "CALL";
                        };
                case SSL_REQUEST, GSS_REQUEST -> "SSL";
                case CANCEL_REQUEST -> "CANCEL";
                default -> "STARTUP";
            };
        }

        @Override
        public Unit.Details details(byte[] buffer, int from, int length) {
            if (first != 0) {
                return Unit.Details.NONE;
            }
            List<String> statements = new ArrayList<>();
            for (int at = from; at < from + length; at += integer(buffer, at + 1) + 1) {
                if (buffer[at] == 'P') {
                    remember(buffer, at + HEADER);
                } else if (buffer[at] == 'Q') {
                    statements.add(text(buffer, at + HEADER));
                } else if (buffer[at] == 'B') {
                    int statement = at + HEADER + text(buffer, at + HEADER).length() + 1;
                    statements.add(prepared.getOrDefault(text(buffer, statement), ""));
                }
            }
            return new Unit.Details(List.of(), statements);
        }
    }

    private static final class ToClient implements Frames {
        private final AtomicBoolean letterAlone;
        private boolean alone;

        ToClient(AtomicBoolean letterAlone) {
            this.letterAlone = letterAlone;
        }

        @Override
        public int next(byte[] buffer, int from, int to) {
            alone = letterAlone.getAndSet(false);
            return alone ? 1 : message(buffer, from, to);
        }

        @Override
        public String kind(byte[] buffer, int from, int length) {
            return alone ? "SSL" : String.valueOf((char) (buffer[from] & 0xff));
        }
    }
}
