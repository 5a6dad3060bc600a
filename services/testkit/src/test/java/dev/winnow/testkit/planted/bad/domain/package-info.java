@NullMarked
package dev.winnow.testkit.planted.bad.domain;

import org.jspecify.annotations.NullMarked;
