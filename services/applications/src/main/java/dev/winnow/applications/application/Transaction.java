package dev.winnow.applications.application;

import java.util.function.Supplier;

/** Runs work so that all of its effects happen or none. */
@FunctionalInterface
public interface Transaction {

    <T> T run(Supplier<T> work);
}
