package dev.winnow.messaging.ops;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import net.logstash.logback.composite.AbstractJsonProvider;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * What a line says of the work that it comes from. Looked up when there is a line, since most work
 * writes none; lines are written by the thread that they come from.
 */
final class WorkFields extends AbstractJsonProvider<ILoggingEvent> {
    static final String SERVICE = "service";
    private static final String TRACE_ID = "trace_id";
    private static final String EVENT_ID = "event_id";

    private final String process;

    /**
     * @param process whose line it is outside of any service's work
     */
    WorkFields(String process) {
        this.process = process;
    }

    @Override
    public void writeTo(JsonGenerator generator, ILoggingEvent event) {
        generator.writeStringProperty(SERVICE, service(process));
        write(generator, TRACE_ID, traceId());
        write(generator, EVENT_ID, current(Logging.EVENT_ID));
    }

    private static void write(JsonGenerator generator, String name, @Nullable String value) {
        if (value != null) {
            generator.writeStringProperty(name, value);
        }
    }

    private static @Nullable String current(ContextKey<String> key) {
        return Context.current().get(key);
    }

    private static String service(String process) {
        String service = current(Logging.SERVICE);
        return service == null ? process : service;
    }

    private static @Nullable String traceId() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid() ? span.getTraceId() : null;
    }

    /** {@code %service} of a plain line. */
    static final class Service extends ClassicConverter {
        @Override
        public String convert(ILoggingEvent event) {
            return service(event.getLoggerContextVO().getPropertyMap().getOrDefault(SERVICE, ""));
        }
    }

    /** {@code %trace} of a plain line. */
    static final class Trace extends ClassicConverter {
        @Override
        public String convert(ILoggingEvent event) {
            String id = traceId();
            return id == null ? "" : id + " ";
        }
    }
}
