/** Seen from outside: metrics, traces, logs, probes. */
@NullMarked
package dev.winnow.messaging.ops;

import org.jspecify.annotations.NullMarked;
