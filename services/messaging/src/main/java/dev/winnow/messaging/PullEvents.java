package dev.winnow.messaging;

import dev.winnow.messaging.wire.Inbound;
import java.util.function.Consumer;

/**
 * What a {@link PullLoop} tells its consumer; none of it may block.
 *
 * @param onMessage told each message, on the reader's thread
 * @param onTrouble told when the server says that there is no such consumer, or nothing
 * @param onStartOver told before pulls are made anew, since deliveries may have been lost, and
 *     before the first message after another process may have been served
 * @param onDisplaced told when another process may be served from now on in place of this one
 */
record PullEvents(
        Consumer<Inbound> onMessage,
        Runnable onTrouble,
        Runnable onStartOver,
        Runnable onDisplaced) {}
