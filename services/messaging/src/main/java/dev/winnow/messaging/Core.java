package dev.winnow.messaging;

import dev.winnow.messaging.ops.Telemetry;
import java.util.function.Consumer;

/**
 * What every part of one {@link Messaging} stands on.
 *
 * @param connection the one guarded connection
 * @param info who this service is
 * @param telemetry where measurements go
 * @param tracing trace context in headers
 * @param mux replies for whoever calls
 * @param policies what configuration says about limits, and the limits in force
 * @param register takes a part into the lifecycle: started, drained and closed with the rest
 */
record Core(
        NatsConnection connection,
        ServiceInfo info,
        Telemetry telemetry,
        Tracing tracing,
        RequestMux mux,
        Policies policies,
        Consumer<Part> register) {}
