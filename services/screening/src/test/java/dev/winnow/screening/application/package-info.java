/** Tests of the use cases, with the roles they need played in memory. */
@NullMarked
package dev.winnow.screening.application;

import org.jspecify.annotations.NullMarked;
