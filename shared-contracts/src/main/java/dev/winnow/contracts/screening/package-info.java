/** The contracts of the screening service. */
@NullMarked
package dev.winnow.contracts.screening;

import org.jspecify.annotations.NullMarked;
