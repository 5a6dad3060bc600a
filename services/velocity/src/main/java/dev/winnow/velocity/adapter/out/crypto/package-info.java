/** Keyed hashes and sealed documents: no personal data is kept in the clear. */
@NullMarked
package dev.winnow.velocity.adapter.out.crypto;

import org.jspecify.annotations.NullMarked;
