@NullMarked
package dev.winnow.cli.input;

import org.jspecify.annotations.NullMarked;
