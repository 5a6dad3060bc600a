/**
 * What is on the wire, and nothing else: request and event contracts, their records, subjects,
 * headers and the error catalogue. Readers ignore fields they do not know; a field is only ever
 * added as optional. A change that an older reader or writer could not follow is a new version,
 * with a new subject, beside the old one.
 */
@NullMarked
package dev.winnow.contracts;

import org.jspecify.annotations.NullMarked;
