package dev.winnow.datastore;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.messaging.HasErrorCode;
import dev.winnow.messaging.TransientFailure;
import org.jspecify.annotations.Nullable;

/**
 * What can go wrong with a database, by what a caller can do about it. An endpoint whose handler
 * lets one through answers that the service is unavailable or the time is over; a {@link Broken}
 * one is an internal error.
 */
public abstract sealed class DatastoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private DatastoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * No connection, or it was lost; trying again later may help. When it was lost during a commit,
     * the transaction may have been made or not. It says nothing about an event at hand, so a
     * consumer tries the event again without using up its attempts.
     */
    public static final class Unavailable extends DatastoreException
            implements TransientFailure, HasErrorCode {
        private static final long serialVersionUID = 1L;

        Unavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public ErrorCode errorCode() {
            return ErrorCode.UNAVAILABLE;
        }
    }

    /**
     * More events wait to be published than the outbox takes: the streams cannot be reached, or are
     * too slow. Nothing of the transaction is kept. Trying again later helps.
     */
    public static final class OutboxFull extends DatastoreException
            implements TransientFailure, HasErrorCode {
        private static final long serialVersionUID = 1L;

        OutboxFull(String message) {
            super(message, null);
        }

        @Override
        public ErrorCode errorCode() {
            return ErrorCode.UNAVAILABLE;
        }
    }

    /** The time was up before the work was done; nothing of the transaction is kept. */
    public static final class DeadlineExceeded extends DatastoreException implements HasErrorCode {
        private static final long serialVersionUID = 1L;

        DeadlineExceeded(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public ErrorCode errorCode() {
            return ErrorCode.DEADLINE_EXPIRED;
        }
    }

    /**
     * Another transaction was there first: a unique key, a serialisation failure or a deadlock.
     * Reading again and deciding anew helps.
     */
    public static final class Conflict extends DatastoreException implements HasErrorCode {
        private static final long serialVersionUID = 1L;

        Conflict(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public ErrorCode errorCode() {
            return ErrorCode.UNAVAILABLE;
        }
    }

    /** Anything else: a statement, a schema or a setting that is wrong. Trying again is no use. */
    public static final class Broken extends DatastoreException {
        private static final long serialVersionUID = 1L;

        Broken(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
