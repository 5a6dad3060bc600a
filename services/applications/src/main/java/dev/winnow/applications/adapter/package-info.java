/** What all adapters need: between the contracts' records and the domain's. */
@NullMarked
package dev.winnow.applications.adapter;

import org.jspecify.annotations.NullMarked;
