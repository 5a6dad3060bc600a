@NullMarked
package dev.winnow.testkit.planted.good.domain;

import org.jspecify.annotations.NullMarked;
