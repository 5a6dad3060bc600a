package dev.winnow.applications.adapter.in.nats;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.datastore.DatastoreException;
import dev.winnow.messaging.RequestHandler;
import dev.winnow.messaging.ServiceErrorException;

/** Turns what can go wrong with the database into the errors a caller can act on. */
final class StoreErrors {

    private StoreErrors() {}

    static <Q, R> RequestHandler<Q, R> translated(RequestHandler<Q, R> handler) {
        return request -> {
            try {
                return handler.handle(request);
            } catch (DatastoreException.Unavailable | DatastoreException.Conflict e) {
                throw error(ErrorCode.UNAVAILABLE, "the database cannot be used just now", e);
            } catch (DatastoreException.DeadlineExceeded e) {
                throw error(ErrorCode.DEADLINE_EXPIRED, "the database took too long", e);
            }
        };
    }

    private static ServiceErrorException error(
            ErrorCode code, String message, DatastoreException cause) {
        ServiceErrorException error = new ServiceErrorException(code, message);
        error.addSuppressed(cause); // a call exception is made with its cause, once
        return error;
    }
}
