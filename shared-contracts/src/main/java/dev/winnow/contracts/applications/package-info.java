/** The contracts of the applications service. */
@NullMarked
package dev.winnow.contracts.applications;

import org.jspecify.annotations.NullMarked;
