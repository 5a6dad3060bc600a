@NullMarked
package dev.winnow.testkit;

import org.jspecify.annotations.NullMarked;
