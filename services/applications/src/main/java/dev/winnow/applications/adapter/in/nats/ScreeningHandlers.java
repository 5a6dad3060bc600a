package dev.winnow.applications.adapter.in.nats;

import dev.winnow.applications.adapter.Wire;
import dev.winnow.applications.application.FollowScreening;
import dev.winnow.applications.application.FollowScreening.Followed;
import dev.winnow.applications.domain.ApplicationId;
import dev.winnow.contracts.screening.Rescreened;
import dev.winnow.contracts.screening.ScreeningResult;
import dev.winnow.contracts.screening.ScreeningStarted;
import dev.winnow.messaging.Event;
import dev.winnow.messaging.Outcome;
import java.util.Optional;
import java.util.function.Function;

/** The durable consumer {@code applications-screening}: what screening has to say. */
final class ScreeningHandlers {
    private final FollowScreening follow;

    ScreeningHandlers(FollowScreening follow) {
        this.follow = follow;
    }

    Outcome started(Event<ScreeningStarted> event) {
        return apply(event.data().applicationId(), follow::started);
    }

    Outcome completed(Event<ScreeningResult> event) {
        ScreeningResult result = event.data();
        return apply(
                result.applicationId(),
                id ->
                        follow.completed(
                                id,
                                Wire.outcome(result.decision()),
                                Wire.causes(result.reasons())));
    }

    Outcome rescreened(Event<Rescreened> event) {
        Rescreened news = event.data();
        return apply(
                news.applicationId(),
                id ->
                        follow.rescreened(
                                id,
                                news.revision(),
                                Wire.outcome(news.result().decision()),
                                Wire.causes(news.result().reasons())));
    }

    /**
     * Screening knows only applications that were committed here, so one that is not there will not
     * come: waiting does not help.
     */
    private static Outcome apply(String text, Function<ApplicationId, Followed> change) {
        Optional<ApplicationId> id = ApplicationId.parse(text);
        if (id.isEmpty() || change.apply(id.get()) == Followed.UNKNOWN) {
            return Outcome.deadLetter("there is no such application");
        }
        return Outcome.done();
    }
}
