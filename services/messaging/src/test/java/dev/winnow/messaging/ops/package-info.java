@NullMarked
package dev.winnow.messaging.ops;

import org.jspecify.annotations.NullMarked;
