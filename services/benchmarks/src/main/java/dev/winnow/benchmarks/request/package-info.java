/** Request and reply: the runtime beside raw jnats, jnats' service package and gRPC-java. */
@NullMarked
package dev.winnow.benchmarks.request;

import org.jspecify.annotations.NullMarked;
