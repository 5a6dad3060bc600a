package dev.winnow.messaging.ops;

import ch.qos.logback.classic.spi.ILoggingEvent;
import net.logstash.logback.composite.AbstractJsonProvider;
import tools.jackson.core.JsonGenerator;

/** The field {@code service}: from the MDC where it is set, else the process's own. */
final class ServiceField extends AbstractJsonProvider<ILoggingEvent> {
    private final String fallback;

    ServiceField(String fallback) {
        this.fallback = fallback;
    }

    @Override
    public void writeTo(JsonGenerator generator, ILoggingEvent event) {
        generator.writeStringProperty(
                Logging.SERVICE, event.getMDCPropertyMap().getOrDefault(Logging.SERVICE, fallback));
    }
}
