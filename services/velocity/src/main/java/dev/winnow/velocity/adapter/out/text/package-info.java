/** Brings any script into Latin letters. */
@NullMarked
package dev.winnow.velocity.adapter.out.text;

import org.jspecify.annotations.NullMarked;
