@NullMarked
package dev.winnow.testkit.planted.bad.adapter.out.jdbi;

import org.jspecify.annotations.NullMarked;
