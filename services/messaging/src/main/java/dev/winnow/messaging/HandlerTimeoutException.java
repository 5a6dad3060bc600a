package dev.winnow.messaging;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An attempt took longer than {@link ConsumerPolicy#handlerTimeout} and was interrupted. */
final class HandlerTimeoutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HandlerTimeoutException(Duration limit, @Nullable Throwable interrupted) {
        super("the handler had not ended after " + limit, interrupted);
    }
}
