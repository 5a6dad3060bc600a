package dev.winnow.messaging;

import dev.winnow.contracts.ErrorBody;
import dev.winnow.contracts.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The service answered with an error. A {@link RequestHandler} throws it to answer so; a {@link
 * Client} throws it when the service answered so. The message travels to the caller: no internals,
 * no personal data.
 */
public final class ServiceErrorException extends CallException {
    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;
    private final transient List<ErrorBody.Violation> violations;
    private final @Nullable Duration retryAfter;

    private final boolean received;

    public ServiceErrorException(
            ErrorCode code,
            String message,
            List<ErrorBody.Violation> violations,
            @Nullable Duration retryAfter) {
        this(code, message, violations, retryAfter, false);
    }

    private ServiceErrorException(
            ErrorCode code,
            String message,
            List<ErrorBody.Violation> violations,
            @Nullable Duration retryAfter,
            boolean received) {
        super(message);
        this.received = received;
        this.code = code;
        this.violations = List.copyOf(violations);
        this.retryAfter = retryAfter;
    }

    public ServiceErrorException(ErrorCode code, String message) {
        this(code, message, List.of(), null);
    }

    /** One that another service answered with; it is not this service's own answer. */
    static ServiceErrorException received(
            ErrorCode code,
            String message,
            List<ErrorBody.Violation> violations,
            @Nullable Duration retryAfter) {
        return new ServiceErrorException(code, message, violations, retryAfter, true);
    }

    boolean received() {
        return received;
    }

    public ErrorCode code() {
        return code;
    }

    /** Each field that broke a rule; empty when none is to blame. */
    public List<ErrorBody.Violation> violations() {
        return violations;
    }

    /** When trying again may help. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    @Override
    public boolean certainlyNotExecuted() {
        return code.code() == ErrorCode.OVERLOADED.code();
    }

    @Override
    public boolean mayRetry() {
        return code.retryable();
    }
}
