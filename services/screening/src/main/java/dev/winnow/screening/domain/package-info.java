/**
 * What a screening is: the application, the checks on it and how a decision comes about. Pure
 * values and functions; time is an argument.
 */
@NullMarked
package dev.winnow.screening.domain;

import org.jspecify.annotations.NullMarked;
