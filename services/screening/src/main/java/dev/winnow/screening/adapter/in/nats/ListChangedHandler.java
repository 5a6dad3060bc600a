package dev.winnow.screening.adapter.in.nats;

import dev.winnow.contracts.Streams;
import dev.winnow.contracts.watchlist.ListChanged;
import dev.winnow.datastore.Datastore;
import dev.winnow.messaging.Event;
import dev.winnow.messaging.EventHandler;
import dev.winnow.messaging.Outcome;
import dev.winnow.screening.application.BeginRescreening;
import dev.winnow.screening.application.RescreeningObserver;
import dev.winnow.screening.domain.Rescreening;
import dev.winnow.screening.domain.RescreeningCause;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Takes note of a list's new version; what has to be done for it is done by the sweeper. */
final class ListChangedHandler implements EventHandler<ListChanged> {
    private final Datastore datastore;
    private final BeginRescreening begin;
    private final RescreeningObserver observer;

    ListChangedHandler(Datastore datastore, BeginRescreening begin, RescreeningObserver observer) {
        this.datastore = datastore;
        this.begin = begin;
        this.observer = observer;
    }

    @Override
    public Outcome handle(Event<ListChanged> event) throws Exception {
        AtomicReference<@Nullable Rescreening> began = new AtomicReference<>();
        Outcome outcome =
                datastore
                        .<ListChanged>once(
                                Streams.SCREENING_LISTS,
                                e -> {
                                    began.set(begin.begin(move(e.data())).orElse(null));
                                    return Outcome.done();
                                })
                        .handle(event);
        Rescreening run = began.get();
        if (outcome instanceof Outcome.Done && run != null) {
            observer.began(run);
        }
        return outcome;
    }

    private static RescreeningCause move(ListChanged changed) {
        return new RescreeningCause(
                changed.list(), Objects.requireNonNullElse(changed.from(), 0), changed.to());
    }
}
