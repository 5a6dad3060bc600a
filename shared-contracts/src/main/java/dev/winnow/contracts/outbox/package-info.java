/** What every service answers about the outbox in its database. */
@NullMarked
package dev.winnow.contracts.outbox;

import org.jspecify.annotations.NullMarked;
