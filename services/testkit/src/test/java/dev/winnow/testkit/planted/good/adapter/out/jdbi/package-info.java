@NullMarked
package dev.winnow.testkit.planted.good.adapter.out.jdbi;

import org.jspecify.annotations.NullMarked;
