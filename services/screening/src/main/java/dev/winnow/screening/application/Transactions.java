package dev.winnow.screening.application;

import java.util.function.Supplier;

/** Makes several changes one: all of them are there afterwards, or none. */
public interface Transactions {
    <T> T inOne(Supplier<T> work);
}
