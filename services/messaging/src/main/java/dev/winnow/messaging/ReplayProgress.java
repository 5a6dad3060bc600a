package dev.winnow.messaging;

import java.util.Optional;

/**
 * How far a replay is.
 *
 * @param published copies that the stream or the server has
 * @param before of these, how many an earlier run of the same name had published already
 * @param upTo everything up to this sequence is done; go on behind it
 * @param remaining about how many messages there are still to read
 * @param stopped why it ended before its end; empty when it did not
 */
public record ReplayProgress(
        long published, long before, long upTo, long remaining, Optional<String> stopped) {}
