@NullMarked
package dev.winnow.messaging;

import org.jspecify.annotations.NullMarked;
