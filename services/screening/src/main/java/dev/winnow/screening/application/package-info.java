/** The use cases of screening and the roles they need played. */
@NullMarked
package dev.winnow.screening.application;

import org.jspecify.annotations.NullMarked;
