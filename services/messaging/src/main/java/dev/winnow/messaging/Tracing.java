package dev.winnow.messaging;

import dev.winnow.messaging.ops.Telemetry;
import io.nats.client.impl.Headers;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trace context in NATS headers, and spans where somebody collects them. Where nobody does, ids are
 * still made and passed on, which costs a fraction of a span. Safe to share.
 */
final class Tracing {
    static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    static final AttributeKey<String> DESTINATION =
            AttributeKey.stringKey("messaging.destination.name");
    static final AttributeKey<String> OPERATION =
            AttributeKey.stringKey("messaging.operation.name");
    static final AttributeKey<String> OPERATION_TYPE =
            AttributeKey.stringKey("messaging.operation.type");
    static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    private final Telemetry telemetry;

    Tracing(Telemetry telemetry) {
        this.telemetry = telemetry;
    }

    /** What is the same for every span of one endpoint, client or consumer. */
    record Kind(String spanName, SpanKind kind, Attributes attributes) {
        static Kind of(String operation, String type, String destination, SpanKind kind) {
            return new Kind(
                    operation + " " + destination,
                    kind,
                    Attributes.of(
                            SYSTEM,
                            "nats",
                            DESTINATION,
                            destination,
                            OPERATION,
                            operation,
                            OPERATION_TYPE,
                            type));
        }
    }

    /** A span under the parent; end it. */
    Span start(Kind kind, Context parent) {
        if (telemetry.exporting()) {
            return telemetry
                    .tracer()
                    .spanBuilder(kind.spanName())
                    .setParent(parent)
                    .setSpanKind(kind.kind())
                    .setAllAttributes(kind.attributes())
                    .startSpan();
        }
        Span outer = Span.fromContext(parent);
        return outer.getSpanContext().isValid() ? outer : Span.wrap(fresh());
    }

    private static SpanContext fresh() {
        IdGenerator ids = IdGenerator.random();
        return SpanContext.create(
                ids.generateTraceId(),
                ids.generateSpanId(),
                TraceFlags.getDefault(),
                TraceState.getDefault());
    }

    /** Marks the span as failed, in words of few values. */
    static void fail(Span span, String errorType) {
        span.setStatus(StatusCode.ERROR);
        span.setAttribute(ERROR_TYPE, errorType);
    }

    /** The context a message came with; the root when it came with none. */
    static Context extract(@Nullable Headers headers) {
        return headers == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance()
                        .extract(Context.root(), headers, HeaderGetter.INSTANCE);
    }

    static void inject(Context context, Headers headers) {
        W3CTraceContextPropagator.getInstance().inject(context, headers, HeaderSetter.INSTANCE);
    }

    private enum HeaderSetter implements TextMapSetter<Headers> {
        INSTANCE;

        @Override
        public void set(@Nullable Headers carrier, String key, String value) {
            if (carrier != null) {
                carrier.put(key, value);
            }
        }
    }

    private enum HeaderGetter implements TextMapGetter<Headers> {
        INSTANCE;

        @Override
        public @Nullable String get(@Nullable Headers carrier, String key) {
            if (carrier == null) {
                return null;
            }
            String exact = carrier.getFirst(key);
            if (exact != null) {
                return exact;
            }
            List<String> others = carrier.getIgnoreCase(key);
            return others == null || others.isEmpty() ? null : others.getFirst();
        }
    }
}
