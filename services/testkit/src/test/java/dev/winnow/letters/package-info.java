/** The service that services/README.md walks through: what it shows stands here, and runs. */
@NullMarked
package dev.winnow.letters;

import org.jspecify.annotations.NullMarked;
