@NullMarked
package dev.winnow.applications;

import org.jspecify.annotations.NullMarked;
