@NullMarked
package dev.winnow.testkit.planted.good.adapter.in;

import org.jspecify.annotations.NullMarked;
