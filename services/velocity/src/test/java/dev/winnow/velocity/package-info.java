@NullMarked
package dev.winnow.velocity;

import org.jspecify.annotations.NullMarked;
