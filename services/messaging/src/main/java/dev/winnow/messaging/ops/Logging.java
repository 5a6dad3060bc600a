package dev.winnow.messaging.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.io.Console;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.LoggerFactory;

/**
 * Log lines on standard error: JSON, or plain text when standard output is a terminal. {@code
 * WINNOW_LOG_FORMAT=plain|json} decides it otherwise, {@code WINNOW_LOG_LEVEL} (default {@code
 * info}) sets the level. No file is needed and none is read.
 *
 * <p>Each JSON line has {@code @timestamp}, {@code level}, {@code logger_name}, {@code message},
 * {@code service}, and {@code trace_id} and {@code event_id} while there is one. They come from the
 * OpenTelemetry context, which a fan-out's tasks inherit; what a handler puts into the MDC is there
 * as well.
 */
public final class Logging {
    /** In the context of work: whose it is, where several services share a process. */
    public static final ContextKey<String> SERVICE = ContextKey.named(WorkFields.SERVICE);

    /** In the context of work: the CloudEvents id of the event at hand. */
    public static final ContextKey<String> EVENT_ID = ContextKey.named("event_id");

    private static final String PLAIN =
            "%d{HH:mm:ss.SSS} %-5level %service %logger{0} %trace- %msg%n";

    private Logging() {}

    /** Logs for a process that is no single service. */
    public static void configure() {
        configure("winnow");
    }

    /** Logs for one service; lines outside any other service's work carry its name. */
    public static void configure(String service) {
        configure(service, System.getenv());
    }

    /**
     * For a command of a few seconds that tells its own failures: nothing, unless {@code
     * WINNOW_LOG_LEVEL} asks for it.
     */
    public static void configureQuiet(String service) {
        configure(service);
        if (System.getenv("WINNOW_LOG_LEVEL") == null) {
            ((LoggerContext) LoggerFactory.getILoggerFactory())
                    .getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)
                    .setLevel(Level.OFF);
        }
    }

    /** Does work of a service, where several share a process: its lines carry that name. */
    public static <T> T as(String service, Callable<T> work) throws Exception {
        return Context.current().with(SERVICE, service).wrap(work).call();
    }

    static void configure(String service, Map<String, String> environment) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.putProperty(WorkFields.SERVICE, service);
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

    /**
     * For a command that has the terminal to itself: JSON lines to a file, which is moved aside to
     * {@code <file>.1} at 16 MiB, so that the two never hold more than twice that.
     */
    public static void configureFile(String service, Path file) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.putProperty(WorkFields.SERVICE, service);
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setName("file");
        appender.setFile(file.toString());
        FixedWindowRollingPolicy window = new FixedWindowRollingPolicy();
        window.setContext(context);
        window.setParent(appender);
        window.setFileNamePattern(file + ".%i");
        window.setMinIndex(1);
        window.setMaxIndex(1);
        window.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> trigger = new SizeBasedTriggeringPolicy<>();
        trigger.setContext(context);
        trigger.setMaxFileSize(FileSize.valueOf("16MB"));
        trigger.start();
        appender.setRollingPolicy(window);
        appender.setTriggeringPolicy(trigger);
        appender.setEncoder(json(context, service));
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        root.setLevel(Level.toLevel(System.getenv("WINNOW_LOG_LEVEL"), Level.INFO));
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
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.getInstanceConverterMap().put("service", WorkFields.Service::new);
        layout.getInstanceConverterMap().put("trace", WorkFields.Trace::new);
        layout.setPattern(PLAIN);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> json(LoggerContext context, String service) {
        LogstashEncoder encoder = new LogstashEncoder();
        encoder.setContext(context);
        encoder.setIncludeContext(false);
        encoder.addProvider(new WorkFields(service));
        encoder.start();
        return encoder;
    }
}
