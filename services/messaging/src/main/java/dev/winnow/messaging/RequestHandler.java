package dev.winnow.messaging;

/**
 * Answers one request. Runs on a virtual thread and may block; what it leaves in a thread-local may
 * be seen by a later request. {@link Deadline#current()} is what the caller still waits.
 */
@FunctionalInterface
public interface RequestHandler<Q, R> {
    /**
     * Answers a request that has passed validation.
     *
     * @throws ServiceErrorException to answer with an error of the contract
     * @throws Exception anything else is logged and answered with {@code internal}, without details
     */
    R handle(Q request) throws Exception;
}
