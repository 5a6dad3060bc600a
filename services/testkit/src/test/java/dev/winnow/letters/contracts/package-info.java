/** What is on the wire; a real service has it in shared-contracts. */
@NullMarked
package dev.winnow.letters.contracts;

import org.jspecify.annotations.NullMarked;
