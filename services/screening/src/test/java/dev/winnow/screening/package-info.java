/** Tests of the screening service. */
@NullMarked
package dev.winnow.screening;

import org.jspecify.annotations.NullMarked;
