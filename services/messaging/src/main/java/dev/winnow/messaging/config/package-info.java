/** Configuration as records: read from a file and the environment, all problems at once. */
@NullMarked
package dev.winnow.messaging.config;

import org.jspecify.annotations.NullMarked;
