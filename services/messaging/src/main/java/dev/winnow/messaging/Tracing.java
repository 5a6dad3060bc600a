package dev.winnow.messaging;

import dev.winnow.contracts.WinnowHeaders;
import dev.winnow.messaging.ops.Telemetry;
import dev.winnow.messaging.wire.HeaderBlock;
import dev.winnow.messaging.wire.Inbound;
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

    /** Of version 00: {@code 00-<32 hex>-<16 hex>-<2 hex>}. */
    private static final int TRACEPARENT_LENGTH = 55;

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

    static void inject(Context context, Headers headers) {
        W3CTraceContextPropagator.getInstance().inject(context, headers, HeaderSetter.INSTANCE);
    }

    /** The context with the span in it. */
    static Context with(Context context, Span span) {
        return Span.fromContext(context).equals(span) ? context : context.with(span);
    }

    /** The context with the trace that a message came with, if any. */
    static Context extract(Inbound message, Context context) {
        String parent = message.header(WinnowHeaders.TRACEPARENT);
        if (parent == null) {
            return context;
        }
        if (parent.length() == TRACEPARENT_LENGTH
                && parent.startsWith("00-")
                && message.header(WinnowHeaders.TRACESTATE) == null) {
            return usual(parent, context);
        }
        return W3CTraceContextPropagator.getInstance()
                .extract(context, message, InboundGetter.INSTANCE);
    }

    /** Without the detours of the general way: this is done for each request. */
    private static Context usual(String parent, Context context) {
        String trace = parent.substring(3, 35);
        String span = parent.substring(36, 52);
        if (parent.charAt(35) != '-'
                || parent.charAt(52) != '-'
                || Character.digit(parent.charAt(53), 16) < 0
                || Character.digit(parent.charAt(54), 16) < 0) {
            return context;
        }
        SpanContext remote =
                SpanContext.createFromRemoteParent(
                        trace, span, TraceFlags.fromHex(parent, 53), TraceState.getDefault());
        return remote.isValid() ? context.with(Span.wrap(remote)) : context;
    }

    static void inject(Context context, HeaderBlock headers) {
        SpanContext span = Span.fromContext(context).getSpanContext();
        if (span.isValid() && span.getTraceState().isEmpty()) {
            headers.add(
                    WinnowHeaders.TRACEPARENT,
                    "00-"
                            + span.getTraceId()
                            + "-"
                            + span.getSpanId()
                            + "-"
                            + span.getTraceFlags().asHex());
        } else {
            W3CTraceContextPropagator.getInstance().inject(context, headers, BlockSetter.INSTANCE);
        }
    }

    private enum BlockSetter implements TextMapSetter<HeaderBlock> {
        INSTANCE;

        @Override
        public void set(@Nullable HeaderBlock carrier, String key, String value) {
            if (carrier != null) {
                carrier.add(key, value);
            }
        }
    }

    private enum InboundGetter implements TextMapGetter<Inbound> {
        INSTANCE;

        @Override
        public @Nullable String get(@Nullable Inbound carrier, String key) {
            return carrier == null ? null : carrier.header(key);
        }
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
}
