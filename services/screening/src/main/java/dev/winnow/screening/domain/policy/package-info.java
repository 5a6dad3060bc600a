/** What a policy is and how its rules make a verdict; how conditions are read is an adapter's. */
@NullMarked
package dev.winnow.screening.domain.policy;

import org.jspecify.annotations.NullMarked;
