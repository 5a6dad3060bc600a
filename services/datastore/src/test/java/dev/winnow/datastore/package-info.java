@NullMarked
package dev.winnow.datastore;

import org.jspecify.annotations.NullMarked;
