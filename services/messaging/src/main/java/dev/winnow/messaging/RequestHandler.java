package dev.winnow.messaging;

/**
 * Answers one request. Runs on a virtual thread of its own and may block; {@link
 * Deadline#current()} is what the caller still waits.
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
