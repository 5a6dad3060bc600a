/**
 * The short way between the socket and the runtime: messages of the runtime's own subscriptions are
 * taken off the connection and put onto it here, while the library keeps the connection itself.
 * Internal: only {@code dev.winnow.messaging} uses it.
 */
@NullMarked
package dev.winnow.messaging.wire;

import org.jspecify.annotations.NullMarked;
