@NullMarked
package dev.winnow.testkit.planted.bad.adapter.in;

import org.jspecify.annotations.NullMarked;
