@NullMarked
package dev.winnow.applications.domain;

import org.jspecify.annotations.NullMarked;
