/** The use cases of velocity and the roles they need played. */
@NullMarked
package dev.winnow.velocity.application;

import org.jspecify.annotations.NullMarked;
