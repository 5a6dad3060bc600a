/**
 * The service's own database: transactions that know their deadline, the outbox by which facts
 * leave, the inbox by which they come in once. {@link dev.winnow.datastore.Datastore} is the way
 * in. PostgreSQL only.
 */
@NullMarked
package dev.winnow.datastore;

import org.jspecify.annotations.NullMarked;
