package dev.winnow.messaging;

import dev.winnow.contracts.ErrorBody;
import dev.winnow.messaging.Echo.Said;
import dev.winnow.messaging.Echo.Say;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A server, one echo service at a time, and its callers. */
final class EchoFixture implements AutoCloseable {
    static final CallPolicy ONCE = CallPolicy.ofDefaults().withMaxAttempts(1);
    static final Duration SECOND = Duration.ofSeconds(1);

    private final TestServer server = new TestServer();
    private @Nullable Messaging service;

    TestServer server() {
        return server;
    }

    /** Starts the service in place of the one before. */
    Messaging service(EndpointPolicy policy, RequestHandler<Say, Said> handler) {
        closeService();
        Messaging started = server.open("echo");
        started.endpoint(Echo.SAY, policy, handler);
        started.start();
        service = started;
        return started;
    }

    void closeService() {
        if (service != null) {
            service.close();
        }
    }

    Client<Say, Said> serving(RequestHandler<Say, Said> handler, CallPolicy policy) {
        return serving(EndpointPolicy.ofDefaults(), handler, policy);
    }

    Client<Say, Said> serving(
            EndpointPolicy endpoint, RequestHandler<Say, Said> handler, CallPolicy policy) {
        service(endpoint, handler);
        return server.open("caller").client(Echo.SAY, policy);
    }

    RawReply raw(byte[] body, Map<String, String> headers) {
        return server.open("raw").raw().request(Echo.SAY.subject(), body, headers, SECOND);
    }

    static ErrorBody error(RawReply reply) {
        return Json.read(reply.body(), ErrorBody.class);
    }

    /** A call on a thread of its own; the future has its reply or its {@link CallException}. */
    static CompletableFuture<Said> async(Client<Say, Said> client) {
        CompletableFuture<Said> result = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        result.complete(client.call(new Say("x"), Duration.ofSeconds(10)));
                    } catch (CallException e) {
                        result.completeExceptionally(e);
                    }
                });
        return result;
    }

    @Override
    public void close() {
        server.close();
    }
}
