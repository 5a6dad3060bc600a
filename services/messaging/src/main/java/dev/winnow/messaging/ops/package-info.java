/**
 * What an operator sees of a service: health, metrics, traces, logs and a clean start and stop.
 * {@link dev.winnow.messaging.ops.ServiceMain} is the main entry point.
 */
@NullMarked
package dev.winnow.messaging.ops;

import org.jspecify.annotations.NullMarked;
