/**
 * The runtime each service stands on: request endpoints, typed clients, durable consumers,
 * acknowledged publishing, deadlines and bounded fan-out over NATS. {@link
 * dev.winnow.messaging.Messaging} is the main entry point. No type of the NATS client library
 * appears in a public signature.
 */
@NullMarked
package dev.winnow.messaging;

import org.jspecify.annotations.NullMarked;
