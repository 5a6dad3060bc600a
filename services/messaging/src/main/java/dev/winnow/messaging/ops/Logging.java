package dev.winnow.messaging.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.io.Console;
import java.util.Map;
import java.util.Optional;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.LoggerFactory;

/**
 * Log lines on standard error: JSON, or plain text when standard output is a terminal. {@code
 * WINNOW_LOG_FORMAT=plain|json} decides it otherwise, {@code WINNOW_LOG_LEVEL} (default {@code
 * info}) sets the level. No file is needed and none is read.
 *
 * <p>Each JSON line has {@code @timestamp}, {@code level}, {@code logger_name}, {@code message},
 * {@code service}, and {@code trace_id} and {@code event_id} while there is one.
 */
public final class Logging {
    /** MDC: whose line it is, where several services share a process. */
    public static final String SERVICE = "service";

    /** MDC: the W3C trace id of the work at hand. */
    public static final String TRACE_ID = "trace_id";

    /** MDC: the CloudEvents id of the event at hand. */
    public static final String EVENT_ID = "event_id";

    private static final String PLAIN =
            "%d{HH:mm:ss.SSS} %-5level %X{service:-%property{service}} %logger{0}"
                    + " %replace(%X{trace_id:-}){'(.+)', '$1 '}- %msg%n";

    private Logging() {}

    /** Logs for a process that is no single service. */
    public static void configure() {
        configure("winnow");
    }

    /** Logs for one service; lines outside any other service's work carry its name. */
    public static void configure(String service) {
        configure(service, System.getenv());
    }

    static void configure(String service, Map<String, String> environment) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.putProperty(SERVICE, service);
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("stderr");
        appender.setTarget("System.err");
        appender.setEncoder(isPlain(environment) ? plain(context) : json(context, service));
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        root.setLevel(Level.toLevel(environment.get("WINNOW_LOG_LEVEL"), Level.INFO));
    }

    private static boolean isPlain(Map<String, String> environment) {
        return switch (environment.getOrDefault("WINNOW_LOG_FORMAT", "")) {
            case "plain" -> true;
            case "json" -> false;
            default ->
                    Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        };
    }

    private static Encoder<ILoggingEvent> plain(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PLAIN);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> json(LoggerContext context, String service) {
        LogstashEncoder encoder = new LogstashEncoder();
        encoder.setContext(context);
        encoder.setIncludeContext(false);
        encoder.addExcludeMdcKeyName(SERVICE);
        encoder.addProvider(new ServiceField(service));
        encoder.start();
        return encoder;
    }
}
