@NullMarked
package dev.winnow.contracts;

import org.jspecify.annotations.NullMarked;
