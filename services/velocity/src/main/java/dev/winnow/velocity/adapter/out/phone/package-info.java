/** Reads phone numbers. */
@NullMarked
package dev.winnow.velocity.adapter.out.phone;

import org.jspecify.annotations.NullMarked;
