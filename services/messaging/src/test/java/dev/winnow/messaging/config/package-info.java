@NullMarked
package dev.winnow.messaging.config;

import org.jspecify.annotations.NullMarked;
