@NullMarked
package dev.winnow.testkit.planted.good.application;

import org.jspecify.annotations.NullMarked;
