@NullMarked
package dev.winnow.velocity.adapter.out.jdbi;

import org.jspecify.annotations.NullMarked;
