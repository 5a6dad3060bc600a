/** What a letter says. */
@NullMarked
package dev.winnow.letters.domain;

import org.jspecify.annotations.NullMarked;
