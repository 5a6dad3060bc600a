@NullMarked
package dev.winnow.velocity.application;

import org.jspecify.annotations.NullMarked;
