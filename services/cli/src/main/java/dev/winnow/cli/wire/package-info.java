/** The commands that look at and talk to whatever is on NATS. */
@NullMarked
package dev.winnow.cli.wire;

import org.jspecify.annotations.NullMarked;
