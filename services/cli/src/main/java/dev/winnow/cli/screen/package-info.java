/** {@code winnow screen}: a file of applications in, explained decisions out. */
@NullMarked
package dev.winnow.cli.screen;

import org.jspecify.annotations.NullMarked;
