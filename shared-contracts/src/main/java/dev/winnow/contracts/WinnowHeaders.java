package dev.winnow.contracts;

/**
 * Headers on Winnow's messages. Header names in NATS keep their case and are compared with regard
 * to it (ADR-4); Winnow writes its own in lower case.
 */
public final class WinnowHeaders {
    /**
     * How long the caller still waits, in whole milliseconds. A span and not an instant, since
     * clocks differ. Absent means the contract's default deadline.
     */
    public static final String DEADLINE_MS = "winnow-deadline-ms";

    /** W3C trace context. */
    public static final String TRACEPARENT = "traceparent";

    public static final String TRACESTATE = "tracestate";

    /** ADR-32 error replies. */
    public static final String SERVICE_ERROR = "Nats-Service-Error";

    public static final String SERVICE_ERROR_CODE = "Nats-Service-Error-Code";

    /** CloudEvents 1.0, NATS protocol binding, binary mode. */
    public static final String CE_ID = "ce-id";

    public static final String CE_SOURCE = "ce-source";
    public static final String CE_TYPE = "ce-type";
    public static final String CE_SPECVERSION = "ce-specversion";
    public static final String CE_TIME = "ce-time";
    public static final String CE_SUBJECT = "ce-subject";
    public static final String CE_DATACONTENTTYPE = "ce-datacontenttype";

    /** Dead letters: where the message came from and why it is here. */
    public static final String DEAD_LETTER_STREAM = "winnow-dead-letter-stream";

    public static final String DEAD_LETTER_SUBJECT = "winnow-dead-letter-subject";
    public static final String DEAD_LETTER_SEQUENCE = "winnow-dead-letter-sequence";
    public static final String DEAD_LETTER_CONSUMER = "winnow-dead-letter-consumer";
    public static final String DEAD_LETTER_DELIVERIES = "winnow-dead-letter-deliveries";
    public static final String DEAD_LETTER_REASON = "winnow-dead-letter-reason";
    public static final String DEAD_LETTER_EXCEPTION = "winnow-dead-letter-exception";
    public static final String DEAD_LETTER_FIRST_FAILURE = "winnow-dead-letter-first-failure";
    public static final String DEAD_LETTER_LAST_FAILURE = "winnow-dead-letter-last-failure";

    /** Which kind of reason: {@code poison}, {@code handler} or {@code exhausted}. */
    public static final String DEAD_LETTER_KIND = "winnow-dead-letter-kind";

    /** How often it was redriven before it came here (again); absent means never. */
    public static final String DEAD_LETTER_REDRIVES = "winnow-dead-letter-redrives";

    /** One value for each earlier time that it died and was redriven, as JSON, oldest first. */
    public static final String DEAD_LETTER_HISTORY = "winnow-dead-letter-history";

    /**
     * Names a replay run whose effects are wanted once more, also of events that had theirs. Absent
     * means: only what was missed has an effect.
     */
    public static final String REPLAY = "winnow-replay";

    private WinnowHeaders() {}
}
