/** The use cases of the applications service and the ports they need. */
@NullMarked
package dev.winnow.applications.application;

import org.jspecify.annotations.NullMarked;
