package dev.winnow.screening.adapter.in.nats;

import dev.winnow.contracts.Streams;
import dev.winnow.contracts.applications.Submitted;
import dev.winnow.datastore.Datastore;
import dev.winnow.messaging.Event;
import dev.winnow.messaging.EventHandler;
import dev.winnow.messaging.Outcome;
import dev.winnow.screening.adapter.Wire;
import dev.winnow.screening.application.Claim;
import dev.winnow.screening.application.ScreeningRunner;
import dev.winnow.screening.application.StartScreening;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Starts a screening for each submitted application. It waits for a permit to run before it takes
 * the event on, so that a service with enough to do leaves events in the stream; and it runs the
 * screening only after the commit that makes it durable.
 */
final class SubmittedHandler implements EventHandler<Submitted> {
    private final Datastore datastore;
    private final StartScreening start;
    private final ScreeningRunner runner;

    SubmittedHandler(Datastore datastore, StartScreening start, ScreeningRunner runner) {
        this.datastore = datastore;
        this.start = start;
        this.runner = runner;
    }

    @Override
    public Outcome handle(Event<Submitted> event) throws Exception {
        runner.acquire();
        boolean handedOver = false;
        try {
            AtomicReference<@Nullable Claim> started = new AtomicReference<>();
            Outcome outcome =
                    datastore
                            .<Submitted>once(
                                    Streams.SCREENING_SUBMITTED,
                                    e -> {
                                        started.set(
                                                start.start(Wire.application(e.data()))
                                                        .orElse(null));
                                        return Outcome.done();
                                    })
                            .handle(event);
            Claim claim = started.get();
            if (outcome instanceof Outcome.Done && claim != null) {
                handedOver = true; // from here on the runner gives the permit back
                runner.run(claim);
            }
            return outcome;
        } finally {
            if (!handedOver) {
                runner.release();
            }
        }
    }
}
