/**
 * One test for each of the promises that Winnow makes, named after it, with real faults on real
 * servers.
 */
@org.jspecify.annotations.NullMarked
package dev.winnow.cli.promises;
