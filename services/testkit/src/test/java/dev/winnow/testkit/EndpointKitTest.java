package dev.winnow.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.messaging.EndpointPolicy;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.RequestHandler;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The kit lets a good endpoint pass, and says what is wrong with others. */
final class EndpointKitTest {

    private final TestNats nats = TestNats.shared();
    private final Messaging service = Kit.connect(nats.config(), "kit");
    private final Set<String> effects = ConcurrentHashMap.newKeySet();

    @AfterEach
    void end() {
        service.close();
    }

    @Test
    void aGoodEndpointPasses() {
        serve(request -> {
            effects.add(request.text());
            return new Kit.Answer(request.text());
        });
        kit().check();
    }

    @Test
    void anEffectEachTimeIsSeen() {
        AtomicInteger calls = new AtomicInteger();
        serve(request -> new Kit.Answer(String.valueOf(calls.incrementAndGet())));
        assertThatThrownBy(() -> kit().counting(calls::get).check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected 1 effects, there are 16");
    }

    @Test
    void anEndpointThatFailsIsSeen() {
        serve(request -> {
            throw new IllegalStateException("broken");
        });
        assertThatThrownBy(() -> kit().check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("kit.v1.repeat: ")
                .hasMessageContaining("unknown fields: a good request was refused");
    }

    @Test
    void anotherLimitThanTheOneStatedIsSeen() {
        serve(request -> new Kit.Answer(request.text()));
        assertThatThrownBy(() -> kit().counting(() -> 0).maxPayload(1 << 16).check())
                .hasMessageContaining("one byte too large: it was answered as if it were good");
    }

    private EndpointKit<Kit.Ask, Kit.Answer> kit() {
        return EndpointKit.of(Kit.REPEAT, new Kit.Ask("text", 1))
                .counting(() -> effects.contains("text") ? 1 : 0)
                .against(nats.config());
    }

    private void serve(RequestHandler<Kit.Ask, Kit.Answer> handler) {
        service.endpoint(Kit.REPEAT, EndpointPolicy.ofDefaults(), handler);
        service.start();
    }
}
