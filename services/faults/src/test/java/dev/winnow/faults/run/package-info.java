/** Tests of how scenarios are run and judged. */
@NullMarked
package dev.winnow.faults.run;

import org.jspecify.annotations.NullMarked;
