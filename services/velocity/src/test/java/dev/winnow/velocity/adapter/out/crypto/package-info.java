@NullMarked
package dev.winnow.velocity.adapter.out.crypto;

import org.jspecify.annotations.NullMarked;
