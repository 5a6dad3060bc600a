@NullMarked
package dev.winnow.velocity.domain;

import org.jspecify.annotations.NullMarked;
