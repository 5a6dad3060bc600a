@NullMarked
package dev.winnow.testkit.planted.bad.application;

import org.jspecify.annotations.NullMarked;
