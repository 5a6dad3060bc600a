package dev.winnow.messaging;

import dev.winnow.contracts.ErrorCode;

/**
 * An exception that knows how an endpoint should answer when a handler lets it through, such as
 * {@code unavailable} for a database that cannot be reached. Its message stays in the log; the
 * caller gets the description of the code.
 */
public interface HasErrorCode {
    ErrorCode errorCode();
}
