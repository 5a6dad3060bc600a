/** An application and its life: pure values and functions; time is an argument. */
@NullMarked
package dev.winnow.applications.domain;

import org.jspecify.annotations.NullMarked;
