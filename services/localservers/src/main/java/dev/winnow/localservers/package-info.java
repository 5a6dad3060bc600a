/**
 * A real nats-server and a real PostgreSQL as child processes of this one, for {@code winnow up}
 * and for tests. Both keep their data in a directory that one process at a time may use, and both
 * recover from a SIGKILL of themselves or of the process that started them.
 */
@NullMarked
package dev.winnow.localservers;

import org.jspecify.annotations.NullMarked;
