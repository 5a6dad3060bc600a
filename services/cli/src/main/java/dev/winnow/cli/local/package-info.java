/** Winnow on this machine: its data directory, its servers and its services in one process. */
@NullMarked
package dev.winnow.cli.local;

import org.jspecify.annotations.NullMarked;
