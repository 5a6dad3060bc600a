@NullMarked
package dev.winnow.testkit.planted.other;

import org.jspecify.annotations.NullMarked;
