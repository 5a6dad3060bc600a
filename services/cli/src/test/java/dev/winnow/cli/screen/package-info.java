@NullMarked
package dev.winnow.cli.screen;

import org.jspecify.annotations.NullMarked;
