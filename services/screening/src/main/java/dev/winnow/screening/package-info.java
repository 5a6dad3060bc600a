/** The screening service: the durable workflow and the policy that decides. */
@NullMarked
package dev.winnow.screening;

import org.jspecify.annotations.NullMarked;
