/** What the services' tests share: real servers in one line, bounded waiting, the house's rules. */
@NullMarked
package dev.winnow.testkit;

import org.jspecify.annotations.NullMarked;
