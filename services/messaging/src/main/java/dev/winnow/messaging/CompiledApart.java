package dev.winnow.messaging;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * A handler that the JVM does not compile into the code that all endpoints share. Otherwise that
 * code is made for the handlers that were called so far, and the first request to another one, such
 * as one that loads something once a day, throws it away: for some tenths of a second every request
 * is then served by code that is not optimised.
 *
 * <p>A method handle that is no constant is called, and not inlined, which takes some nanoseconds.
 * Safe to share, as far as the handler is.
 */
final class CompiledApart<Q, R> implements RequestHandler<Q, R> {
    private static final MethodHandle HANDLE = handle();

    private final MethodHandle handler;

    CompiledApart(RequestHandler<Q, R> handler) {
        this.handler = HANDLE.bindTo(handler);
    }

    private static MethodHandle handle() {
        try {
            return MethodHandles.lookup()
                    .findVirtual(
                            RequestHandler.class,
                            "handle",
                            MethodType.methodType(Object.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // What a handler of this kind returns.
    public R handle(Q request) throws Exception {
        try {
            return (R) (Object) handler.invokeExact((Object) request);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a handler threw what it must not", e);
        }
    }
}
