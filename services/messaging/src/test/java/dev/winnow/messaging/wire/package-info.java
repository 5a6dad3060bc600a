/** Tests of the short way. */
@org.jspecify.annotations.NullMarked
package dev.winnow.messaging.wire;
