/**
 * How alike two names are, and what else speaks for or against their being the same party: values
 * and pure functions. Nothing is read or written; time and lists are arguments.
 */
@NullMarked
package dev.winnow.matching;

import org.jspecify.annotations.NullMarked;
