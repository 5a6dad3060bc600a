@NullMarked
package dev.winnow.localservers;

import org.jspecify.annotations.NullMarked;
