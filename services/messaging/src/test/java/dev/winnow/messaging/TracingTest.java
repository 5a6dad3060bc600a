package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.contracts.WinnowHeaders;
import dev.winnow.messaging.Echo.Said;
import dev.winnow.messaging.Echo.Say;
import dev.winnow.messaging.ops.Logging;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Trace ids travel though nobody collects spans. */
class TracingTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final EchoFixture echo = new EchoFixture();
    private final AtomicReference<String> seen = new AtomicReference<>();

    @AfterEach
    void stop() {
        echo.close();
    }

    private Said remember(Say say) {
        seen.set(Span.current().getSpanContext().getTraceId());
        assertThat(Context.current().get(Logging.SERVICE)).isEqualTo("echo");
        return new Said(say.text());
    }

    @Test
    void traceOfTheCallerReachesTheHandlerAndItsLog() throws Exception {
        Client<Say, Said> client = echo.serving(this::remember, EchoFixture.ONCE);
        SpanContext caller =
                SpanContext.create(
                        TRACE,
                        "b7ad6b7169203331",
                        TraceFlags.getSampled(),
                        TraceState.getDefault());

        Context.root().with(Span.wrap(caller)).wrap(() -> client.call(new Say("x"))).call();

        assertThat(seen).hasValue(TRACE);
    }

    @Test
    void traceparentIsReadWithoutRegardToCase() {
        echo.service(EndpointPolicy.ofDefaults(), this::remember);

        echo.raw(
                Json.write(new Say("x")),
                Map.of("Traceparent", "00-" + TRACE + "-b7ad6b7169203331-01"));

        // The raw client adds none of its own outside of a trace.
        assertThat(seen).hasValue(TRACE);
    }

    @Test
    void callOutsideOfATraceBeginsOne() {
        Client<Say, Said> client = echo.serving(this::remember, EchoFixture.ONCE);

        client.call(new Say("x"));

        assertThat(seen.get()).matches("[0-9a-f]{32}").isNotEqualTo("0".repeat(32));
        String first = seen.get();
        client.call(new Say("x"));
        assertThat(seen.get()).isNotEqualTo(first);
    }

    @Test
    void brokenTraceparentIsIgnored() {
        echo.service(EndpointPolicy.ofDefaults(), this::remember);

        RawReply reply =
                echo.raw(Json.write(new Say("x")), Map.of(WinnowHeaders.TRACEPARENT, "nonsense"));

        assertThat(reply.headers()).doesNotContainKey(WinnowHeaders.SERVICE_ERROR_CODE);
        assertThat(seen.get()).matches("[0-9a-f]{32}");
    }
}
