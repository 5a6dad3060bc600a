/** What the service does. */
@NullMarked
package dev.winnow.letters.application;

import org.jspecify.annotations.NullMarked;
