package dev.winnow.screening;

import dev.winnow.contracts.watchlist.Hit;
import dev.winnow.contracts.watchlist.ListVersion;
import dev.winnow.contracts.watchlist.ScreenReply;
import dev.winnow.contracts.watchlist.ScreenRequest;
import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.messaging.EndpointPolicy;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Telemetry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands in for the watchlist service, on the wire; a test says how it answers. */
final class FakeWatchlist implements AutoCloseable {
    /** How a question is answered. */
    interface Answer {
        ScreenReply to(ScreenRequest request) throws Exception;
    }

    static final Answer CLEAR = request -> reply(List.of());
    static final Answer HIT =
            request -> reply(List.of(new Hit("invented", "17", request.name(), 0.97, List.of())));

    private final Messaging messaging;
    private final AtomicInteger questions = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile Answer answer;

    private FakeWatchlist(Messaging messaging, Answer answer) {
        this.messaging = messaging;
        this.answer = answer;
    }

    static FakeWatchlist start(NatsConfig nats, Answer answer) {
        ServiceInfo info =
                new ServiceInfo(WatchlistContracts.SERVICE, "0.0.1", "A stand-in.", Map.of());
        FakeWatchlist fake =
                new FakeWatchlist(Messaging.connect(nats, info, Telemetry.none()), answer);
        fake.messaging.endpoint(
                WatchlistContracts.SCREEN, EndpointPolicy.ofDefaults(), fake::handle);
        fake.messaging.start();
        return fake;
    }

    void answers(Answer next) {
        answer = next;
    }

    int questions() {
        return questions.get();
    }

    int mostAtOnce() {
        return mostAtOnce.get();
    }

    private ScreenReply handle(ScreenRequest request) throws Exception {
        questions.incrementAndGet();
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            return answer.to(request);
        } finally {
            atOnce.decrementAndGet();
        }
    }

    private static ScreenReply reply(List<Hit> hits) {
        ListVersion list = new ListVersion("invented", 1, 10, 12, "abc", Instant.EPOCH);
        return new ScreenReply(hits, List.of(list), "fake-1");
    }

    @Override
    public void close() {
        messaging.close();
    }
}
