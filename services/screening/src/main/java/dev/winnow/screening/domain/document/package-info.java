/** Document numbers and their check digits, by published algorithms. */
@NullMarked
package dev.winnow.screening.domain.document;

import org.jspecify.annotations.NullMarked;
