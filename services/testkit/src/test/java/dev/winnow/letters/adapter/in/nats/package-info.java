/** What the service answers and listens to. */
@NullMarked
package dev.winnow.letters.adapter.in.nats;

import org.jspecify.annotations.NullMarked;
