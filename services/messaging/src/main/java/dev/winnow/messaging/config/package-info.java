/**
 * Configuration as records: {@link dev.winnow.messaging.config.ConfigReader} is the main entry
 * point.
 */
@NullMarked
package dev.winnow.messaging.config;

import org.jspecify.annotations.NullMarked;
