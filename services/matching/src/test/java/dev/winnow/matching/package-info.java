@NullMarked
package dev.winnow.matching;

import org.jspecify.annotations.NullMarked;
