/** What every command needs: where to write, and how to end. */
@NullMarked
package dev.winnow.cli.console;

import org.jspecify.annotations.NullMarked;
